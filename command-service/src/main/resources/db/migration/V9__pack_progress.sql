-- What those who wait for a pack are told: since when, and whether the press is at it. Asked_at is the press's and moves when
-- it is asked again.
alter table pack
    add column requested_at timestamptz not null default now(),
    add column taken_up_at  timestamptz;
update pack set requested_at = asked_at;

-- Whether a tag or an agreement applied is asked at every pack of one. Few of a trust center's facts are about either.
create index on public_fact (trust_center, item, position) where item like 'tags/%' or item like 'agreements/%';
