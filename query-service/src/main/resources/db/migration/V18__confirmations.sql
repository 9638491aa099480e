-- When an answer was looked at again and was still true. No rows of what was confirmed before this table came, until a
-- rebuild: to read the topic again in place would open what was restricted since.
create table views.confirmation (
    trust_center text not null,
    item         text not null,
    position     bigint not null,
    confirms     bigint not null,
    recorded_at  timestamptz not null,
    primary key (trust_center, item, position)
);

comment on column views.confirmation.confirms is 'position of the fact that states the version which was still true';
