-- What became of each pack that was asked for: the store's events, as one row to look up.
create table pack (
    pack             text primary key check (pack ~ '^[0-9a-f]{32}$'),
    trust_center     text        not null references ledger,
    scope            text        not null,
    language         text        not null,
    valid_at         timestamptz not null,
    recorded_at      timestamptz not null,
    content_position bigint      not null,
    renderer_version text        not null,
    state            text        not null check (state in ('requested', 'issued', 'failed')),
    problem          text,
    check ((state = 'failed') = (problem is not null))
);

-- When strangers made the press work: the last hour only, and nothing about who they were.
create table public_pack_request (
    trust_center text        not null,
    asked_at     timestamptz not null
);
create index on public_pack_request (trust_center, asked_at);
