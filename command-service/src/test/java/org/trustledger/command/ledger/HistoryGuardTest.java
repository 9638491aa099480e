package org.trustledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trustledger.backing.DatabaseAccess;
import org.trustledger.backing.DatabaseRoles;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.Backing;

/** Nobody who works for a service can alter what is recorded: proved by trying, with each role. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryGuardTest {
    private static final TrustCenterId NORDHAMN = new TrustCenterId("nordhamn");

    private final LedgerOnPostgres postgres = new LedgerOnPostgres(Clock.systemUTC());
    private List<String> before = List.of();

    @TempDir
    static Path outside;

    @BeforeAll
    void record() {
        postgres.ledger()
                .record(
                        NORDHAMN,
                        "actor-1",
                        "correlation-1",
                        moment -> List.of(Facts.profile(1, moment.recordedAt(), "en")));
        before = history();
    }

    @AfterAll
    void close() {
        postgres.close();
    }

    static Stream<Arguments> attempts() {
        var attempts = new ArrayList<String>();
        for (var table : List.of("domain_event", "public_fact")) {
            Stream.of(
                            "update %s set recorded_at = now()",
                            "update %s set recorded_at = now() where false",
                            "delete from %s",
                            "truncate %s",
                            "truncate %s cascade",
                            "merge into %s as old using (select 1) as new on true when matched then delete",
                            "drop table %s",
                            "drop table %s cascade",
                            "drop trigger unaltered on %s",
                            "alter trigger unaltered on %s rename to gone",
                            "alter table %s disable trigger unaltered",
                            "alter table %s disable trigger all",
                            "alter table %s disable trigger user",
                            "alter table %s enable replica trigger unaltered",
                            "alter table %s drop column recorded_at",
                            "alter table %s alter column recorded_at type timestamptz using now()",
                            "alter table %s set schema history_guard",
                            "create rule lost as on insert to %s do instead nothing",
                            """
                            create or replace trigger unaltered before insert on %s
                            for each statement execute function refuse_to_alter_history()""",
                            """
                            create or replace trigger unaltered before update or delete or truncate on %s
                            for each statement when (false) execute function refuse_to_alter_history()""",
                            "copy %s to '" + outside.resolve("copy") + "'",
                            "copy %s from program 'true'",
                            "begin; set local session_replication_role = replica; delete from %s; commit")
                    .map(statement -> statement.formatted(table))
                    .forEach(attempts::add);
        }
        attempts.addAll(List.of(
                "set session_replication_role = replica",
                """
                create or replace function refuse_to_alter_history() returns trigger language plpgsql
                as 'begin return null; end'""",
                "alter function refuse_to_alter_history() rename to gone",
                "alter routine refuse_to_alter_history() rename to gone",
                "drop function refuse_to_alter_history() cascade",
                "drop schema public cascade",
                "drop schema history_guard cascade",
                "drop event trigger history_guard_drops",
                "alter event trigger history_guard_commands disable",
                """
                create or replace function history_guard.refuse_unguarding() returns event_trigger language plpgsql
                as 'begin end'""",
                "set role postgres",
                "alter role current_user superuser",
                "alter system set session_replication_role = replica"));
        return Stream.concat(
                Stream.of("owner", "runtime")
                        .flatMap(role -> attempts.stream().map(statement -> Arguments.of(role, statement))),
                // The other one would only give up what it may do.
                Stream.of(Arguments.of("owner", "drop owned by current_user cascade")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("attempts")
    void refuses(String role, String statement) {
        assertThatThrownBy(() -> as(role, statement))
                .isInstanceOf(SQLException.class)
                .extracting(refusal -> ((SQLException) refusal).getSQLState())
                // Insufficient privilege; or the guard's restrict violation; or no such trigger for whoever is no
                // owner.
                .isIn("42501", "23001");

        assertThat(history()).isEqualTo(before);
        assertThatThrownBy(() -> as("owner", "delete from public_fact")).hasMessageContaining("never altered");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onlyTheOwner")
    void refusesTheOfficeAtWork(String statement) throws SQLException {
        assertThatThrownBy(() -> as("runtime", statement))
                .isInstanceOf(SQLException.class)
                .extracting(refusal -> ((SQLException) refusal).getSQLState())
                .isEqualTo("42501");

        as("owner", statement);
    }

    static Stream<String> onlyTheOwner() {
        return Stream.of(
                "create table public.note (text text)",
                "alter table public.note add column other text",
                "create index on public_fact (item)",
                "alter table public_fact add column note text",
                "alter table pack add column note text",
                "create schema fresh",
                "drop table public.note",
                "truncate outbox",
                "select from flyway_schema_history");
    }

    @Test
    void decidesAboutEveryTable() {
        assertThat(postgres.asOwner()
                        .queryForList(
                                """
                                select relname from pg_class
                                where relkind in ('r', 'v', 'm', 'p') and relnamespace = 'public'::regnamespace
                                  and relname not in ('flyway_schema_history', 'note')
                                  and not has_table_privilege(?, oid, 'select')""", String.class, postgres.roles().runtime().user()))
                .as("tables that R__grants.sql does not name")
                .isEmpty();
    }

    @Test
    void keepsServicesApartInOneDatabaseToo() throws SQLException {
        var shared = Backing.unique("shared").replace('-', '_');
        var office = Backing.schemaRoles(shared, "office");
        var counter = Backing.schemaRoles(shared, "counter");
        migrate(office);
        try (var connection = connect(counter.owner())) {
            connection.createStatement().execute("create table statement (item text)");
        }

        for (var stranger : List.of(counter.owner(), counter.runtime())) {
            for (var statement : List.of("select from %s.public_fact", "insert into %s.outbox values (default)")) {
                assertThatThrownBy(() -> execute(
                                stranger, statement.formatted(office.owner().user())))
                        .as("%s: %s", stranger, statement)
                        .hasMessageContaining("permission denied for schema");
            }
        }
        for (var stranger : List.of(office.owner(), office.runtime())) {
            assertThatThrownBy(() -> execute(
                            stranger,
                            "select from %s.statement".formatted(counter.owner().user())))
                    .as("%s", stranger)
                    .hasMessageContaining("permission denied for schema");
        }
        assertThatThrownBy(() -> execute(office.owner(), "drop trigger unaltered on public_fact"))
                .hasMessageContaining("never taken away");
        execute(office.runtime(), "insert into ledger (trust_center) values ('nordhamn')");
    }

    private List<String> history() {
        return postgres.asOwner().queryForList("""
                        select to_jsonb(e)::text from domain_event e union all
                        select to_jsonb(f)::text from public_fact f order by 1""", String.class).stream()
                .map(row -> row.replace(", \"note\": null", ""))
                .toList();
    }

    private void as(String role, String statement) throws SQLException {
        execute(
                role.equals("owner")
                        ? postgres.roles().owner()
                        : postgres.roles().runtime(),
                statement);
    }

    private static void migrate(DatabaseRoles roles) {
        Flyway.configure()
                .dataSource(
                        roles.owner().jdbcUrl(),
                        roles.owner().user(),
                        roles.owner().password())
                .placeholders(Map.of("runtime", roles.runtime().user()))
                .load()
                .migrate();
    }

    private static void execute(DatabaseAccess access, String sql) throws SQLException {
        try (var connection = connect(access);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
    }
}
