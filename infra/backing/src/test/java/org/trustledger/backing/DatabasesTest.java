package org.trustledger.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the roles of two services can do to each other, tried. */
class DatabasesTest {
    @TempDir
    static Path directory;

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start(directory, PostgresServerTest.SOFTWARE, 0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void letsNoRoleOfOneServiceIntoTheDatabaseOfAnother() {
        var databases = new Databases(server.superuser());
        var office = databases.provide("office", "office-owner", "office-runtime");
        var counter = databases.provide("counter", "counter-owner", "counter-runtime");

        for (var mine : List.of(office, counter)) {
            var other = mine == office ? counter : office;
            for (var role : List.of(mine.owner(), mine.runtime())) {
                assertThatCode(() -> execute(role, "select 1")).doesNotThrowAnyException();
                assertThatThrownBy(() -> execute(
                                new DatabaseAccess(other.owner().jdbcUrl(), role.user(), role.password()), "select 1"))
                        .as(
                                "%s in the database of %s",
                                role.user(), other.owner().user())
                        .hasMessageContaining("permission denied for database");
                assertThatThrownBy(() ->
                                execute(role, "drop database " + other.owner().user()))
                        .hasMessageContaining("must be owner");
                assertThatThrownBy(
                                () -> execute(role, "set role " + other.owner().user()))
                        .hasMessageContaining("permission denied to set role");
            }
        }
    }

    @Test
    void letsARuntimeRoleMakeNothing() {
        var roles = new Databases(server.superuser()).provide("narrow", "narrow-owner", "narrow-runtime");

        for (var statement : List.of(
                "create table note (text text)",
                "create temporary table note (text text)",
                "create schema note",
                "create extension pg_trgm",
                "create role friend",
                "create database friend")) {
            assertThatThrownBy(() -> execute(roles.runtime(), statement))
                    .as(statement)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void takesOverADatabaseThatItsOnlyRoleOwned() throws SQLException {
        var superuser = server.superuser();
        execute(superuser, "create role old login password 'before-roles'");
        execute(superuser, "create database old owner old");
        var before = new DatabaseAccess(superuser.jdbcUrl().replace("/postgres", "/old"), "old", "before-roles");
        execute(before, "create table kept as select 'still here' as text");

        var roles = new Databases(superuser).provide("old", "before-roles", "runtime-role");

        execute(roles.owner(), "alter table kept add column more text");
        execute(roles.owner(), "grant select on kept to old_runtime");
        execute(roles.runtime(), "select text from kept");
        assertThatThrownBy(() -> execute(roles.owner(), "alter database old owner to old"))
                .hasMessageContaining("must be owner");
    }

    @Test
    void canBeProvidedAgainWithOtherPasswords() throws SQLException {
        var databases = new Databases(server.superuser());
        var first = databases.provide("again", "first-password", "first-password");

        var second = databases.provide("again", "second-password", "second-password");

        execute(second.runtime(), "select 1");
        assertThatThrownBy(() -> execute(first.runtime(), "select 1")).hasMessageContaining("password authentication");
    }

    @Test
    void areMadeTheSameByTheScriptForAServerOfOnesOwn(@TempDir Path secrets) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/psql")), "psql is not installed");
        try (var own = PostgresServer.start(secrets.resolve("server"), PostgresServerTest.SOFTWARE, 0)) {
            for (var name : List.of(
                    "office_owner",
                    "office_runtime",
                    "counter_owner",
                    "counter_runtime",
                    "keys_owner",
                    "keys_runtime")) {
                Files.writeString(secrets.resolve(name + "_password"), name + "-secret");
            }
            for (int time = 1; time <= 2; time++) {
                var script =
                        new ProcessBuilder(Path.of("..", "compose", "roles.sh").toString()).redirectErrorStream(true);
                script.environment()
                        .putAll(Map.of(
                                "PGHOST", "127.0.0.1",
                                "PGPORT", Integer.toString(own.port()),
                                "PGUSER", own.superuser().user(),
                                "PGPASSWORD", own.superuser().password(),
                                "TRUST_LEDGER_SECRETS", secrets.toString()));
                var running = script.start();
                var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(running.waitFor()).as("time %d: %s", time, said).isZero();
            }
            var address = own.superuser().jdbcUrl();
            var owner = new DatabaseAccess(address.replace("/postgres", "/office"), "office", "office_owner-secret");
            execute(owner, "create table kept (text text)");
            execute(owner, "create function refuse_to_alter_history() returns trigger language plpgsql as 'begin end'");
            execute(owner, """
                    create trigger unaltered before update or delete or truncate on kept
                    for each statement execute function refuse_to_alter_history()""");
            assertThatThrownBy(() -> execute(owner, "drop table kept")).hasMessageContaining("never taken away");
            execute(
                    new DatabaseAccess(address.replace("/postgres", "/keys"), "keys_runtime", "keys_runtime-secret"),
                    "select 1");
            assertThatThrownBy(() -> execute(
                            new DatabaseAccess(owner.jdbcUrl(), "counter_runtime", "counter_runtime-secret"),
                            "select 1"))
                    .hasMessageContaining("permission denied for database");
        }
    }

    private static void execute(DatabaseAccess access, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
