package org.trustledger.query.ledger;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The schemas of views: the live one, the one that a rebuild fills beside it, and the one whose place that took.
 *
 * <p>The tables beside are made after the live ones, whatever migrations have made of those. Only tables may live
 * there: what else a view needs (functions, text search configurations) would go with the schema that is dropped.
 */
@Component
class ViewSchema {
    static final String LIVE = "views";

    private static final String NEXT = "views_next";
    private static final String BEFORE = "views_before";

    private final JdbcTemplate jdbc;

    ViewSchema(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether nobody else rebuilds, or checks while something is switched, until the transaction at hand ends. */
    boolean isMine() {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select pg_try_advisory_xact_lock(hashtextextended('trust-ledger views', 0))", Boolean.class));
    }

    /** The same for those who only read: any number of them, and none who rebuilds. */
    boolean isStill() {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select pg_try_advisory_xact_lock_shared(hashtextextended('trust-ledger views', 0))", Boolean.class));
    }

    /** What an interrupted rebuild has left. */
    void dropLeftovers() {
        for (var schema : List.of(NEXT, BEFORE)) {
            jdbc.execute("drop schema if exists %s cascade".formatted(schema));
        }
    }

    /** Names of what lives in the live schema and is no table, sequence or index. */
    List<String> strangers() {
        return jdbc.queryForList("""
                select relname::text from pg_class
                where relnamespace = 'views'::regnamespace and relkind not in ('r', 'i', 'S')
                union all select proname::text from pg_proc where pronamespace = 'views'::regnamespace
                union all select cfgname::text from pg_ts_config where cfgnamespace = 'views'::regnamespace
                union all select dictname::text from pg_ts_dict where dictnamespace = 'views'::regnamespace
                union all select typname::text from pg_type
                where typnamespace = 'views'::regnamespace and typtype <> 'c' and typelem = 0
                union all select tgname::text from pg_trigger join pg_class c on c.oid = tgrelid
                where not tgisinternal and c.relnamespace = 'views'::regnamespace""", String.class);
    }

    /** Makes the tables beside the live ones, empty and bare. */
    void begin() {
        jdbc.execute("create schema " + NEXT);
        executeAll("""
                select format('create table views_next.%1$I (like views.%1$I including all excluding indexes)', relname)
                from pg_class where relnamespace = 'views'::regnamespace and relkind = 'r'""");
    }

    /**
     * Gives the filled tables what is better made at once, and lets those read and write them who may the live ones.
     */
    void complete() {
        jdbc.execute("set local maintenance_work_mem = '128MB'");
        executeAll("""
                select format('alter table views_next.%I add constraint %I %s', c.relname, conname,
                    replace(pg_get_constraintdef(k.oid), 'REFERENCES views.', 'REFERENCES views_next.'))
                from pg_constraint k join pg_class c on c.oid = k.conrelid
                where connamespace = 'views'::regnamespace and contype in ('p', 'u', 'x', 'f')
                order by array_position(array['p', 'u', 'x', 'f'], contype::text)""");
        executeAll("""
                select regexp_replace(pg_get_indexdef(i.indexrelid), ' ON views\\.', ' ON views_next.')
                from pg_index i join pg_class c on c.oid = i.indrelid
                where c.relnamespace = 'views'::regnamespace and c.relkind = 'r'
                  and not exists (select from pg_constraint k where k.conindid = i.indexrelid)""");
        executeAll("""
                select format('analyze views_next.%I', relname)
                from pg_class where relnamespace = 'views'::regnamespace and relkind = 'r'""");
        grant();
    }

    private void grant() {
        executeAll("""
                select format('grant %s on schema views_next to %s', a.privilege_type,
                    case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
                from pg_namespace n cross join aclexplode(n.nspacl) a
                where n.nspname = 'views' and a.grantee <> n.nspowner""");
        executeAll("""
                select format('grant %s on %s views_next.%I to %s', a.privilege_type,
                    case c.relkind when 'S' then 'sequence' else 'table' end, c.relname,
                    case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
                from pg_class c cross join aclexplode(c.relacl) a
                where c.relnamespace = 'views'::regnamespace and c.relkind in ('r', 'S') and a.grantee <> c.relowner""");
        executeAll("""
                select format('alter default privileges for role %s in schema views_next grant %s on %s to %s',
                    d.defaclrole::regrole, a.privilege_type,
                    case d.defaclobjtype when 'S' then 'sequences' else 'tables' end,
                    case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
                from pg_default_acl d cross join aclexplode(d.defaclacl) a
                where d.defaclnamespace = 'views'::regnamespace and d.defaclobjtype in ('r', 'S')""");
    }

    /** Lets nobody write to the live views until the transaction at hand ends; who does waits, who reads does not. */
    void holdTheLiveOnes() {
        jdbc.execute("set local lock_timeout = '30s'");
        jdbc.execute("lock table views.trust_center, views.topic_offset in exclusive mode");
    }

    /**
     * Effective for everybody at once, when the transaction at hand commits: names are looked up again from then on.
     */
    void switchOver() {
        jdbc.execute("alter schema %s rename to %s".formatted(LIVE, BEFORE));
        jdbc.execute("alter schema %s rename to %s".formatted(NEXT, LIVE));
    }

    private void executeAll(String statements) {
        jdbc.queryForList(statements, String.class).forEach(jdbc::execute);
    }
}
