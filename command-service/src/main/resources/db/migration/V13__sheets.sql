-- Spreadsheets that somebody sent to have answers made of them: kept like the documents that become of them, for a day, and
-- found by nobody else.
create table sent_sheet (
    sheet        text primary key check (sheet ~ '^[0-9a-f]{32}$'),
    trust_center text        not null,
    actor        text        not null,
    sent_at      timestamptz not null,
    name         text        not null,
    bytes        bytea       not null,
    -- What each column means, why the answers are imported, and what was found in the rows.
    columns      text[]      not null,
    reason       bytea,
    found        bytea       not null
);
create index on sent_sheet (actor, sent_at);
create index on sent_sheet (sent_at);
