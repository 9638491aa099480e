-- What somebody else ended is told apart from what its reader left. Before, left was said of all of them: what is on
-- record stays as it is.
alter table delivery
    drop constraint delivery_not_sent_why_check,
    add constraint delivery_not_sent_why_check
        check (not_sent_why in ('left', 'forgotten', 'gone', 'ended', 'undone', 'paused'));

-- Why somebody is told no more; null of those who left before this was kept. Of one whose key was missing when their
-- address was typed again, that they are forgotten is not on record at once: whoever typed it would have to wait for it.
alter table subscriber
    add column left_because text check (left_because in ('left', 'asked-for', 'key-missing')),
    add column unrecorded   boolean not null default false,
    add check (left_because is null or left_at is not null),
    add check (not unrecorded or left_at is not null);
create index on subscriber (left_at) where unrecorded;
