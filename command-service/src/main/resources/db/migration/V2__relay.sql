-- How far each trust center's facts have been sent and acknowledged.
create table relay_checkpoint (
    trust_center text primary key references ledger,
    position     bigint not null default 0
);

-- What waits to be sent besides facts; a row leaves once its message is acknowledged.
create table outbox (
    id    bigint generated always as identity primary key,
    topic text  not null,
    key   text  not null,
    body  bytea not null
);
