-- Each row is changed three or four times within a minute: where its page has room for that, no index has to follow.
alter table delivery set (fillfactor = 50);
alter table letter set (fillfactor = 50);

-- What waits for somebody who leaves is recalled.
create index on letter (recipient) where given_up_at is null;
