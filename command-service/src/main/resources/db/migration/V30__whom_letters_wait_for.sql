-- Letters are put by blocks of recipients. Else each block would begin among all that was ever delivered.
create index on delivery (recipient, notice) where letter is null and call is null and not_sent_at is null;

-- A notice is added in the transaction that adds its deliveries, and the office may take none away: to look for it again
-- at each of a hundred thousand deliveries finds out nothing.
alter table delivery drop constraint delivery_notice_fkey;
