-- What each fact is found by in the workbench, made from public_fact and catching up with it: no decision asks it. Without
-- a foreign key, whose check would wait for whoever has the trust center locked.
create table fact_line (
    trust_center text   not null,
    position     bigint not null,
    kind         text   not null,
    item         text   not null,
    happened     text   not null,
    actor        text   not null,
    primary key (trust_center, position)
);
create index on fact_line (trust_center, kind, happened, position);
create index on fact_line (trust_center, actor, kind, happened, position);
create index on fact_line (trust_center, item, position);

create table fact_line_reach (
    trust_center text primary key,
    position     bigint not null
);

-- The list of packs, newest first, whatever their state.
create index on pack (trust_center, state, asked_at, pack);
