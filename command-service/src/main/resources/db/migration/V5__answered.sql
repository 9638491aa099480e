-- What was answered to a change that came under an Idempotency-Key: kept with the change itself, so that neither is
-- there without the other. A row whose answer is missing exists only inside the transaction that is at it.
create table answered (
    actor    text        not null,
    key      text        not null check (length(key) between 1 and 255),
    request  bytea       not null,
    asked_at timestamptz not null,
    answer   bytea,
    primary key (actor, key)
);
create index on answered (asked_at);
