-- Somebody sits and waits for it, so it goes before those for which nobody does.
alter table letter add column urgent boolean not null default false;
-- It was handed over, and what became of that is not noted yet: if nobody comes back, the mail server may have it.
alter table letter add column begun_at timestamptz;
-- It has waited for its turn with the domain of its address.
alter table letter add column turn boolean not null default false;
-- Names the hold, so that nobody goes on with a letter that was lost to another.
alter table letter add column held_by text;
update letter set held_until = null where sent_at is null;
drop index letter_next_try_id_idx;
create index on letter (trust_center, urgent desc, next_try, id) where sent_at is null and given_up_at is null;
-- A letter is noted as begun in its own page.
alter table letter set (fillfactor = 70);
alter table delivery set (fillfactor = 70);

-- A crash or a broken connection left open whether the mail server had it, and it was sent again under the same
-- Message-ID.
alter table delivery add column perhaps_twice boolean not null default false;

-- The last minute in which letters to one domain have their turn, and how many do. A domain is a keyed mark.
create table letter_domain (
    mark    text primary key check (mark ~ '^[0-9a-f]{64}$'),
    minute  timestamptz not null,
    letters integer     not null
);
