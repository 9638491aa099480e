-- A letter that was taken leaves the queue: what is known of it is kept with its deliveries, and looking for what waits
-- stays as quick as there is little that does.
delete from letter where sent_at is not null;
alter table letter drop column sent_at;
create index on letter (trust_center, urgent desc, next_try, id) where given_up_at is null;
create index on letter (trust_center) where attempts > 0;

-- The words are kept before a letter is handed over, and the office may add words and take none away: to look for them
-- again at each of a hundred thousand letters finds out nothing.
alter table delivery drop constraint delivery_text_sha256_fkey;

-- It was not sent, or is tried no more, and yet may have arrived: it was handed over once, and what became of that is
-- not known.
alter table delivery add column perhaps_sent boolean not null default false;
-- Other words with which the same letter was handed over before, and may have arrived: what became of it is not known,
-- and by the next time it had to say something else.
alter table delivery add column text_sha256_before text[];
