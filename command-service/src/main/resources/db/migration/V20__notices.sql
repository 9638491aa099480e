-- How far each ledger has been looked at for what is to be told: exactly once, whoever looks.
create table notice_reach (
    trust_center   text primary key references ledger,
    position       bigint      not null,
    -- Of what takes effect up to then, whoever wants to be is reminded already.
    reminded_until timestamptz not null
);
-- What was recorded before anybody could be told is told to nobody.
insert into notice_reach (trust_center, position, reminded_until)
select trust_center, position, now() + interval '7 days' from ledger;

-- What was told at once: the facts after one position up to another, or what takes effect within a stretch of time.
create table notice (
    id             text primary key check (id ~ '^[0-9a-f]{32}$'),
    trust_center   text        not null,
    kind           text        not null check (kind in ('changes', 'reminder')),
    after_position bigint      not null,
    through        bigint      not null check (through >= after_position),
    effect_after   timestamptz,
    effect_until   timestamptz,
    -- In the provider's first language, for the board.
    subject        text        not null,
    topics         text[]      not null,
    made_at        timestamptz not null,
    -- How many were to be told, when that was found out.
    audience       integer     not null default 0,
    check ((kind = 'reminder') = (effect_after is not null and effect_until is not null))
);
create index on notice (trust_center, made_at desc, id);

-- The exact words of what was told, one row for each that differ; the links that are one recipient's own are left out.
create table notice_text (
    sha256   text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    language text not null,
    subject  text not null,
    text     text not null,
    html     text not null
);

-- One notice to one recipient, and what is known of its delivery.
create table delivery (
    notice          text        not null references notice,
    recipient       text        not null,
    trust_center    text        not null,
    audience        text        not null,
    -- Why: of what they asked to be told, that which the notice touches.
    topics          text[]      not null,
    -- They are told of what came after it: later than the notice's if they asked in the middle of it.
    after_position  bigint      not null,
    due_at          timestamptz not null,
    -- The letter it goes with, once it is due; several may go with one.
    letter          text,
    -- Before it is handed over: the words, and the recipient's address digested with a salt that is theirs alone.
    text_sha256     text references notice_text,
    address_digest  text check (address_digest ~ '^[0-9a-f]{64}$'),
    attempts        integer     not null default 0,
    accepted_at     timestamptz,
    bounced_at      timestamptz,
    bounce_status   text,
    opened_at       timestamptz,
    acknowledged_at timestamptz,
    given_up_at     timestamptz,
    not_sent_at     timestamptz,
    not_sent_why    text check (not_sent_why in ('left', 'undone')),
    primary key (notice, recipient),
    check ((not_sent_at is null) = (not_sent_why is null))
);
create index on delivery (due_at) where letter is null and not_sent_at is null;
create index on delivery (letter) where letter is not null;
create index on delivery (recipient, due_at desc);
create index on delivery (trust_center, given_up_at) where given_up_at is not null;
create index on delivery (trust_center, bounced_at) where bounced_at is not null;
