-- What the topic of public facts was like when the relay last looked: another identity, a later beginning or an earlier
-- end says that it lost something. Arrays are by partition.
create table relay_topic (
    topic    text primary key,
    topic_id text     not null,
    begins   bigint[] not null,
    ends     bigint[] not null,
    -- When all of it was last held against the checkpoints; null: that is owed.
    read_at  timestamptz
);

-- Facts on the topic that are not this ledger's: it was restored from an older copy. Nothing more is sent for such a trust
-- center, because readers would take it for a repeat.
create table relay_foreign (
    trust_center text primary key,
    position     bigint not null
);

-- How often the press was asked, and when last: a request can be lost with Kafka.
alter table pack
    add column asked_at timestamptz not null default now(),
    add column asked    integer     not null default 1;
create index on pack (asked_at) where state = 'requested';
