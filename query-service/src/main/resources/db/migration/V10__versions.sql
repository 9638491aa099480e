-- One row: a content fact as it was stated, its own interval uncut. Statements say what was known when; this says what
-- was ever said, what stood for no time at all included.
create table views.version (
    trust_center text not null,
    kind         text not null,
    item         text not null,
    position     bigint not null,
    revision     int not null,
    recorded_at  timestamptz not null,
    valid_from   timestamptz not null,
    valid_to     timestamptz,
    reason       jsonb not null,
    corrects     bigint,
    content      jsonb,
    primary key (trust_center, kind, item, position)
);

comment on column views.version.content is 'null where the item was removed';
