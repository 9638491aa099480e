-- Of a topic that was taken back before its letter left, nothing more is told: what its reader asked for when it was
-- written, if that was less than what it was to tell.
alter table delivery
    add column topics_since text[],
    drop constraint delivery_not_sent_why_check,
    add constraint delivery_not_sent_why_check
        check (not_sent_why in ('left', 'forgotten', 'gone', 'ended', 'undone', 'unasked', 'paused'));
