-- The key of each person, wrapped with a key that only the office's configuration holds. Deleting a row is forgetting
-- the person: so no backup of this database may be kept longer than somebody may have to wait to be forgotten.
create table person_key (
    person  text primary key check (person ~ '^[0-9a-f]{32}$'),
    wrapped bytea not null,
    made_at timestamptz not null default now()
);

do $$
begin
    if current_user <> '${runtime}' then
        grant select, insert, delete on person_key to "${runtime}";
    end if;
end $$;
