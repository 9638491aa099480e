-- Persons of whom nothing may be opened any more. The keys are in a database of their own; one restored from a backup is
-- held against this.
create table person_erased (
    person           text primary key check (person ~ '^[0-9a-f]{32}$'),
    erased_at        timestamptz not null,
    key_destroyed_at timestamptz
);
create index on person_erased (erased_at) where key_destroyed_at is null;

-- None of these refers to the ledger's row by a foreign key: its check would wait for whoever is publishing.
-- Who asked to be told, and of what. Who they are is sealed with a key of their own; marks recognise an address or a link
-- and tell nothing to whoever has no secret of the office. Somebody who left keeps the row, for the proofs of what they
-- were told, and nothing in it but its id.
create table subscriber (
    id           text primary key check (id ~ '^[0-9a-f]{32}$'),
    trust_center text        not null,
    address_mark text check (address_mark ~ '^[0-9a-f]{64}$'),
    -- Of the secret in their link.
    link_mark    text unique check (link_mark ~ '^[0-9a-f]{64}$'),
    known        bytea,
    -- Of topics as in the addresses: subprocessors, agreements, answers, answers:<tag>, packs.
    topics       text[]      not null,
    language     text        not null,
    cadence      text        not null check (cadence in ('immediate', 'daily')),
    reminders    boolean     not null,
    -- Raised at every change, so that two browsers never silently overwrite each other.
    version      bigint      not null default 1,
    asked_at     timestamptz not null,
    -- The last letter that asked for a confirmation, or said that there is nothing to confirm.
    written_at   timestamptz,
    confirmed_at timestamptz,
    -- They are told of what came after it.
    told_from    bigint,
    left_at      timestamptz,
    check ((confirmed_at is null) = (told_from is null)),
    check ((known is null) = (left_at is not null)),
    check ((address_mark is null) = (left_at is not null)),
    check ((link_mark is null) = (left_at is not null))
);
create unique index on subscriber (trust_center, address_mark);
create index on subscriber using gin (topics) where confirmed_at is not null and left_at is null;
create index on subscriber (asked_at) where confirmed_at is null and left_at is null;
create index on subscriber (trust_center, written_at);

-- Letters that wait to be sent, each sent by whichever office takes hold of it. Names no address and says nothing: both
-- are made when it is sent.
create table letter (
    -- Of the Message-ID, so that a letter which a crash repeats can be told.
    id           text primary key check (id ~ '^[0-9a-f]{32}$'),
    trust_center text        not null,
    kind         text        not null,
    about        text        not null,
    recipient    text        not null,
    made_at      timestamptz not null,
    attempts     integer     not null default 0,
    -- How often the mail server was reached and yet did not take it. After so many the letter is given up.
    refusals     integer     not null default 0,
    next_try     timestamptz not null,
    -- Until then it is with the office that took hold of it.
    held_until   timestamptz,
    sent_at      timestamptz,
    given_up_at  timestamptz
);
create index on letter (next_try, id) where sent_at is null and given_up_at is null;
create index on letter (trust_center) where sent_at is null and attempts > 0;
create index on letter (sent_at) where sent_at is not null;
