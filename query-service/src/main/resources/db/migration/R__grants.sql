-- What the counter may do at work: everything in the views can be made anew from the topic, so it fills and changes all
-- of them, and those that a rebuild makes later too. It can neither empty one at a stroke nor make, change or drop one.
do $$
begin
    -- Both under one role, as on a bench: an owner must not take from himself what he then cannot do.
    if current_user = '${runtime}' then
        return;
    end if;
    grant usage on schema views to "${runtime}";
    revoke all on all tables in schema views from "${runtime}";
    grant select, insert, update, delete on all tables in schema views to "${runtime}";
    -- What the owner makes from now on, wherever: a schema that a rebuild fills needs nothing said again.
    alter default privileges grant usage on schemas to "${runtime}";
    alter default privileges grant select, insert, update, delete on tables to "${runtime}";
    revoke all on all tables in schema "${flyway:defaultSchema}" from "${runtime}";
end $$;
