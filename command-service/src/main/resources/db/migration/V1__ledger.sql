-- One row per trust center. Locking it orders its commits; raising it is what gives positions without a gap.
create table ledger (
    trust_center        text primary key check (trust_center ~ '^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$'),
    position            bigint not null default 0,
    recorded_at         timestamptz,
    content_position    bigint not null default 0,
    content_recorded_at timestamptz,
    check (content_position <= position),
    check ((position = 0) = (recorded_at is null)),
    check ((content_position = 0) = (content_recorded_at is null))
);

-- The event store of Axon Framework, its columns named as ours. Payload types are names of events, never of classes.
create table domain_event (
    global_index         bigint generated always as identity primary key,
    aggregate_identifier text        not null,
    sequence_number      bigint      not null,
    aggregate_type       text        not null,
    event_identifier     text        not null,
    recorded_at          timestamptz not null,
    payload_type         text        not null,
    payload_revision     text        not null,
    payload              bytea       not null,
    meta_data            bytea       not null,
    unique (aggregate_identifier, sequence_number)
);

-- Each public fact as the exact bytes that are sent, and later proved. The item is its kind and id: answers/backup.
create table public_fact (
    trust_center    text        not null references ledger,
    position        bigint      not null check (position > 0),
    commit_position bigint      not null check (commit_position >= position),
    recorded_at     timestamptz not null,
    item            text        not null,
    content         boolean     not null,
    valid_from      timestamptz,
    valid_to        timestamptz,
    bytes           bytea       not null,
    primary key (trust_center, position),
    check (content = (valid_from is not null)),
    check (valid_to > valid_from)
);
-- The moments at which what applies changes by itself.
create index on public_fact (trust_center, valid_from) where content;
create index on public_fact (trust_center, valid_to) where valid_to is not null;
-- Which languages a trust center speaks is asked at every pack.
create index on public_fact (trust_center, position) where item = 'trust-centers/profile';

create function refuse_to_alter_history() returns trigger language plpgsql as $$
begin
    raise exception '% on % refused: what is recorded is never altered', tg_op, tg_table_name
        using errcode = 'restrict_violation', hint = 'Record a correction instead.';
end $$;

create trigger unaltered before update or delete or truncate on domain_event
    for each statement execute function refuse_to_alter_history();
create trigger unaltered before update or delete or truncate on public_fact
    for each statement execute function refuse_to_alter_history();
