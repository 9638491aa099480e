-- Content documents that somebody sent to the workbench: what was found in each, and what came of it. In the database and
-- not in an office, so that a restart loses none and any office can go on. The bytes leave with what they recorded, the
-- row after a day.
create table sent_document (
    document       text primary key check (document ~ '^[0-9a-f]{32}$'),
    -- No reference: the first document of a trust center comes before it.
    trust_center   text        not null,
    actor          text        not null,
    sent_at        timestamptz not null,
    format         text        not null check (format in ('yaml', 'json')),
    typed          boolean     not null,
    digest         text        not null check (digest ~ '^[0-9a-f]{64}$'),
    size           integer     not null,
    bytes          bytea,
    -- What the person chose since: another content position than the document names, and what is to go.
    base           bigint,
    removals       text[]      not null default '{}',
    plan           bytea,
    trouble        bytea,
    attempted_at   timestamptz,
    correlation_id text,
    applied        bytea,
    check ((bytes is null) = (applied is not null))
);
create index on sent_document (actor, sent_at);
create index on sent_document (sent_at);

-- The lines of each plan, because a plan of 50,000 is read a page at a time.
create table planned_line (
    document text    not null references sent_document on delete cascade,
    number   integer not null,
    part     text    not null,
    line     bytea   not null,
    primary key (document, number)
);
create index on planned_line (document, part, number);
