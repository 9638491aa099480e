-- When it was decided whether a change needs the approval of somebody else than its author. No rows of what was decided
-- before this table came, until a rebuild: to read the topic again in place would open what was restricted since.
create table views.review (
    trust_center text not null,
    position     bigint not null,
    recorded_at  timestamptz not null,
    required     boolean not null,
    reason       jsonb not null,
    primary key (trust_center, position)
);
