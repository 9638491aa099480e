-- Who wants a reader forgotten because they asked for it, until another administrator agrees.
alter table subscriber
    add column erasure_asked_by text,
    add column erasure_asked_at timestamptz,
    add constraint subscriber_erasure_check check ((erasure_asked_by is null) = (erasure_asked_at is null));
create index on subscriber (trust_center) where erasure_asked_at is not null;
