-- What the two roles of one service may do in its database, and what nobody may do to its history.
-- Run inside that database by a superuser, as often as one likes, with three settings made before:
--   trust_ledger.schema   where the service's tables are: public, or a schema of its own in a shared database
--   trust_ledger.owner    the role that migrations and rebuilds run as; it owns the tables
--   trust_ledger.runtime  the role that the service works as; the service's R__grants.sql says what it may do
-- Used by infra/backing (one machine, and tests) and by infra/compose (a PostgreSQL of your own).
do $$
declare
    here       text := current_database();
    namespace  text := current_setting('trust_ledger.schema');
    owner      text := current_setting('trust_ledger.owner');
    runtime    text := current_setting('trust_ledger.runtime');
begin
    execute format('revoke all on database %I from public', here);
    -- Whoever owns a database may drop it, so that is nobody who works for a service.
    execute format('alter database %I owner to %I', here, current_user);
    -- Create: for the counter's extensions, and for the schema a rebuild fills beside the live one.
    execute format('grant connect, create, temporary on database %I to %I', here, owner);
    execute format('grant connect on database %I to %I', here, runtime);
    execute format('create schema if not exists %I', namespace);
    execute format('alter schema %I owner to %I', namespace, owner);
    execute format('revoke all on schema %I from public', namespace);
    execute format('grant usage on schema %I to %I', namespace, runtime);
end $$;

-- A table bears a trigger named unaltered where history must not be altered. Triggers bind their owner only as long as
-- he leaves them alone; from here on he has to. A superuser who must, for once, disables the event triggers first.
create schema if not exists history_guard;
grant usage on schema history_guard to public;

create or replace function history_guard.refuse_unguarding() returns event_trigger language plpgsql as $$
declare
    refused text;
begin
    if tg_event = 'table_rewrite' then
        select pg_event_trigger_table_rewrite_oid()::regclass::text into refused
        from pg_trigger where tgrelid = pg_event_trigger_table_rewrite_oid() and tgname = 'unaltered';
    elsif tg_event = 'sql_drop' then
        select object_identity into refused
        from pg_event_trigger_dropped_objects() as dropped
        where (object_type = 'trigger' and object_identity ~ '^unaltered on ')
           or (object_type = 'table column'
               and exists (select from pg_trigger where tgrelid = dropped.objid and tgname = 'unaltered'))
        limit 1;
    elsif tg_tag in ('ALTER TRIGGER', 'CREATE RULE') then
        refused := lower(tg_tag);
    elsif tg_tag in ('ALTER TABLE', 'CREATE TRIGGER') then
        -- 58: before each update, delete and truncate, for the statement.
        select guarded.oid::regclass::text into refused
        from pg_trigger as guard
            join pg_class as guarded on guarded.oid = guard.tgrelid
            join pg_proc as refusal on refusal.oid = guard.tgfoid
        where guard.tgname = 'unaltered'
          and (guard.tgenabled <> 'O' or guard.tgtype <> 58 or guard.tgqual is not null
              or refusal.proname <> 'refuse_to_alter_history' or refusal.pronamespace <> guarded.relnamespace)
        limit 1;
    else
        select command.object_identity into refused
        from pg_event_trigger_ddl_commands() as command
        where exists (select from pg_trigger where tgfoid = command.objid and tgname = 'unaltered')
        limit 1;
    end if;
    if refused is not null then
        raise exception '% refused at %: what guards history is never taken away', lower(tg_tag), refused
            using errcode = 'restrict_violation', hint = 'Only a superuser can, by disabling the event triggers first.';
    end if;
end $$;

drop event trigger if exists history_guard_commands;
create event trigger history_guard_commands on ddl_command_end
    when tag in ('ALTER FUNCTION', 'ALTER ROUTINE', 'ALTER TABLE', 'ALTER TRIGGER', 'CREATE FUNCTION', 'CREATE RULE',
        'CREATE TRIGGER')
    execute function history_guard.refuse_unguarding();
drop event trigger if exists history_guard_drops;
create event trigger history_guard_drops on sql_drop execute function history_guard.refuse_unguarding();
drop event trigger if exists history_guard_rewrites;
create event trigger history_guard_rewrites on table_rewrite execute function history_guard.refuse_unguarding();
