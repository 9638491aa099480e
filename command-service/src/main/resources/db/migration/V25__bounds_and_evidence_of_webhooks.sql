-- By which endpoints of the same host are counted in a trust center; null of one that ended, and of those that were
-- registered before this was kept.
alter table webhook
    add column host_mark text check (host_mark ~ '^[0-9a-f]{64}$'),
    drop constraint webhook_ended_because_check,
    add constraint webhook_ended_because_check check (ended_because in ('left', 'gone', 'staff'));
create index on webhook (trust_center, host_mark) where proved_at is not null and ended_at is null;

-- What somebody had done by a form is counted against the endpoint. With a host it is counted against that and the
-- trust center as well: what was asked of an endpoint that nobody had proved.
alter table webhook_trial
    alter column host_mark drop not null,
    add column webhook text,
    add column asked text not null default 'challenge'
        check (asked in ('register', 'challenge', 'test', 'change', 'resume', 'replay', 'secret'));
alter table webhook_trial alter column asked drop default;
create index on webhook_trial (webhook, asked_at);

-- When it was taken first stays, whatever is told again; a call that is told again waits once more.
alter table webhook_call add column again_at timestamptz;
drop index webhook_call_webhook_position_made_at_id_idx1;
create index webhook_call_waiting on webhook_call (webhook, position, made_at, id)
    where (taken_at is null or again_at is not null) and given_up_at is null and dropped_at is null;

-- Of the data as it is kept: each attempt has its own, and the delivery that of the one that was taken first. Null of
-- attempts before the last that were made before this was kept.
alter table webhook_attempt add column data_sha256 text references notice_data;
update webhook_attempt set data_sha256 = d.data_sha256
    from webhook_call c join delivery d on d.call = c.id
    where webhook_attempt.call = c.id and webhook_attempt.number = c.begun;
create index on webhook_attempt (data_sha256);
-- The last trouble of each endpoint, for the page of programs.
create index on webhook_attempt (ended_at) where outcome not in ('accepted', 'busy');
