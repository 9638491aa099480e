-- Who may read an answer, and since which position of the ledger: a rule of today, whatever instants are asked about.
create table views.access (
    trust_center text not null,
    kind         text not null,
    item         text not null,
    position     bigint not null,
    access       text not null,
    tags         text[] not null,
    primary key (trust_center, kind, item, position)
);

comment on column views.access.tags is 'of whatever readers could see of it before: what packs of a part may hold it';
comment on column views.statement.content is 'null where the item was removed, {} where nobody may read what it says';
comment on column views.version.content is 'null where the item was removed, {} where nobody may read what it says';

alter table views.trust_center add column access_position bigint not null default 0;
alter table views.pack add column access_position bigint not null default 0;

-- Rows hold contents as the newest version of their fact tells them.
update views.statement set content = content || '{"withheldSha256": null}' where kind = 'answers' and content is not null;
update views.version set content = content || '{"withheldSha256": null}' where kind = 'answers' and content is not null;
