-- Endpoints at which programs of others are told. Where they are and what they share with the office is sealed with a key
-- of their own. One that has ended keeps the row, for the proofs of what it was told, and of whose it was nothing.
create table webhook (
    id             text primary key check (id ~ '^[0-9a-f]{32}$'),
    trust_center   text        not null,
    -- Of the secret in the link that manages it; stays when it has ended, so that the link says so.
    link_mark      text        not null unique check (link_mark ~ '^[0-9a-f]{64}$'),
    known          bytea,
    topics         text[]      not null,
    reminders      boolean     not null,
    -- Raised at every change of choices, so that two browsers never silently overwrite each other.
    version        bigint      not null default 1,
    registered_at  timestamptz not null,
    -- The last call that somebody waited for: a challenge or a test, and what came of it, if anything did by now.
    trial          text check (trial in ('challenge', 'test')),
    trial_at       timestamptz,
    trial_outcome  text,
    trial_status   integer,
    -- When it answered with a challenge, and the position after which it is told.
    proved_at      timestamptz,
    told_from      bigint,
    paused_at      timestamptz,
    paused_because text check (paused_because in ('asked', 'failing')),
    failing_since  timestamptz,
    given_up       integer     not null default 0,
    -- When the first of the calls that wait is made; null if none waits.
    due_at         timestamptz,
    -- Until then it is with the office that took hold of it: one call at a time.
    held_until     timestamptz,
    ended_at       timestamptz,
    ended_because  text check (ended_because in ('left', 'gone')),
    check ((proved_at is null) = (told_from is null)),
    check ((paused_at is null) = (paused_because is null)),
    check ((trial is null) = (trial_at is null)),
    check ((ended_at is null) = (ended_because is null)),
    check ((known is null) = (ended_at is not null))
);
create index on webhook (due_at) where due_at is not null and paused_at is null and ended_at is null;
create index on webhook (trust_center) where ended_at is null;
create index on webhook (registered_at) where proved_at is null and ended_at is null;

-- What an endpoint is called about, in the order of positions. The id is that of the event: the same at each attempt and
-- when it is told again, so that a receiver can drop what it has.
create table webhook_call (
    id          text primary key check (id ~ '^[0-9a-f]{32}$'),
    webhook     text        not null references webhook,
    notice      text        not null,
    position    bigint      not null,
    made_at     timestamptz not null,
    -- Since it was made, or taken up again.
    attempts    integer     not null default 0,
    -- Of all time: the number of the last attempt.
    begun       integer     not null default 0,
    taken_at    timestamptz,
    given_up_at timestamptz,
    -- There was nobody, or nothing, to tell any more.
    dropped_at  timestamptz
);
create unique index on webhook_call (webhook, position, made_at, id);
create index on webhook_call (webhook, position, made_at, id)
    where taken_at is null and given_up_at is null and dropped_at is null;

-- Every attempt, noted before it is made: one without an outcome was under way when an office died.
create table webhook_attempt (
    call        text        not null references webhook_call,
    number      integer     not null,
    begun_at    timestamptz not null,
    -- Of the whole body, as it was signed.
    body_sha256 text        not null check (body_sha256 ~ '^[0-9a-f]{64}$'),
    ended_at    timestamptz,
    outcome     text,
    status      integer,
    primary key (call, number)
);

-- Calls that somebody had made by a form, for as long as they are counted against them. The host is a mark only.
create table webhook_trial (
    trust_center text        not null,
    host_mark    text        not null check (host_mark ~ '^[0-9a-f]{64}$'),
    asked_at     timestamptz not null
);
create index on webhook_trial (asked_at);

-- What programs were told, exactly, one row for each that differs; around it stand the members of the event.
create table notice_data (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    json   text not null
);

-- A delivery goes with a letter once it is due, or with a call from the beginning.
alter table delivery
    add column call text unique references webhook_call,
    add column data_sha256 text references notice_data,
    add check (letter is null or call is null);
drop index delivery_due_at_idx;
create index on delivery (due_at) where letter is null and call is null and not_sent_at is null;
