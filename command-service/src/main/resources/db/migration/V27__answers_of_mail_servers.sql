-- With what a mail server refused a letter last: numbers alone, for its words may have the address.
alter table delivery
    add column refusal_code   integer check (refusal_code between 400 and 599),
    add column refusal_status text check (refusal_status ~ '^[45]\.[0-9]{1,3}\.[0-9]{1,3}$'),
    add check (refusal_status is null or refusal_code is not null),
    -- The words that were handed over last have not arrived by that: the mail server said so, or did not hear of them.
    -- From now on text_sha256_before has all words that may have arrived before the last time, those that were handed
    -- over again too, and none that were refused.
    add column words_refused  boolean not null default false;

-- Letters for which somebody sits and waits go before all others, of whichever trust center.
create index on letter (next_try, id) where urgent and given_up_at is null;
