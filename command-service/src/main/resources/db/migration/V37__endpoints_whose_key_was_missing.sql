-- Of one whose key was missing, after the office was restored from a backup, nobody knows who had ended it.
alter table webhook
    drop constraint webhook_ended_because_check,
    add constraint webhook_ended_because_check check (ended_because in ('left', 'gone', 'staff', 'key-missing'));
