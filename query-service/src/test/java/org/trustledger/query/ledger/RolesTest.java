package org.trustledger.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.backing.DatabaseAccess;
import org.trustledger.backing.DatabaseRoles;
import org.trustledger.query.CounterDatabase;

/** What the counter at work can do in its own database, tried. */
class RolesTest {
    private static final DatabaseRoles ROLES = CounterDatabase.migrated().roles();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table note (text text)",
                "create schema note",
                "create temporary table note (text text)",
                "truncate views.statement",
                "drop table views.statement",
                "alter table views.statement add column note text",
                "alter table views.statement rename to note",
                "create trigger note before insert on views.statement execute function now()",
                "alter schema public rename to note",
                "alter schema views rename to note",
                "drop schema views cascade",
                "drop extension btree_gist",
                "set session_replication_role = replica",
                "copy views.statement to '/dev/null'",
                "copy views.statement from program 'true'",
                "select from flyway_schema_history",
                "delete from flyway_schema_history"
            })
    void refuses(String statement) {
        assertThatThrownBy(() -> execute(ROLES.runtime(), statement))
                .isInstanceOf(SQLException.class)
                .extracting(refusal -> ((SQLException) refusal).getSQLState())
                .isEqualTo("42501");
    }

    @Test
    void grantsWhatAProjectionNeedsInEveryTable() throws SQLException {
        var tables = new ArrayList<String>();
        try (var connection = connect(ROLES.owner());
                var rows = connection.createStatement().executeQuery("""
                                select table_name from information_schema.tables
                                where table_schema = 'views'""")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }

        assertThat(tables).contains("statement", "pack");
        for (var table : tables) {
            execute(ROLES.runtime(), "select from views.%s".formatted(table));
            execute(ROLES.runtime(), "delete from views.%s".formatted(table));
        }
    }

    @Test
    void grantsThemInASchemaThatARebuildMakesAndSwapsIn() throws SQLException {
        for (var statement : List.of(
                "create schema fresh",
                "create table fresh.rebuilt (id bigint generated always as identity, text text)",
                "alter schema fresh rename to swapped")) {
            execute(ROLES.owner(), statement);
        }

        execute(ROLES.runtime(), "insert into swapped.rebuilt (text) values ('x')");
        execute(ROLES.runtime(), "update swapped.rebuilt set text = 'y'");
        execute(ROLES.runtime(), "delete from swapped.rebuilt");
        assertThatThrownBy(() -> execute(ROLES.runtime(), "truncate swapped.rebuilt"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute(ROLES.runtime(), "drop schema swapped cascade"))
                .hasMessageContaining("must be owner");
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
