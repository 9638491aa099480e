package org.trustledger.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Makes databases with the roles that services use, and decides what each role may do; {@code database-roles.sql} says
 * it, for every PostgreSQL there is.
 */
public final class Databases {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,50}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{8,200}");
    private static final String RUNTIME = "_runtime";

    private final DatabaseAccess superuser;

    /** @param superuser access to any database of the server, as a role that may make roles and databases */
    public Databases(DatabaseAccess superuser) {
        this.superuser = superuser;
    }

    /**
     * Makes a database of a service's own and its two roles unless they exist, and sets the roles' passwords.
     *
     * @param name of the database and of its owner: lower-case letters, digits, underscores; the runtime's is
     *     {@code <name>_runtime}
     * @param ownerPassword letters, digits, hyphens and underscores, at least 8 of them
     * @param runtimePassword likewise
     */
    public DatabaseRoles provide(String name, String ownerPassword, String runtimePassword) {
        return provide(name, "public", name, ownerPassword, runtimePassword);
    }

    /**
     * Makes a schema of a service's own in a database that services share, and its two roles, likewise.
     *
     * @param name of the schema and of its owner
     */
    public DatabaseRoles provideWithin(String database, String name, String ownerPassword, String runtimePassword) {
        return provide(database, name, name, ownerPassword, runtimePassword);
    }

    private DatabaseRoles provide(
            String database, String schema, String name, String ownerPassword, String runtimePassword) {
        requireName(database);
        requireName(schema);
        requireName(name);
        requirePassword(name, ownerPassword);
        requirePassword(name + RUNTIME, runtimePassword);
        try {
            try (var server = connect(superuser.jdbcUrl())) {
                makeRole(server, name, ownerPassword);
                makeRole(server, name + RUNTIME, runtimePassword);
                if (!exists(server, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
                    execute(server, "CREATE DATABASE %s".formatted(database));
                }
            }
            try (var inside = connect(addressOf(database))) {
                set(inside, "trust_ledger.schema", schema);
                set(inside, "trust_ledger.owner", name);
                set(inside, "trust_ledger.runtime", name + RUNTIME);
                execute(inside, rolesScript());
            }
        } catch (SQLException e) {
            throw new DidNotStart("Database %s could not be made: %s".formatted(database, e.getMessage()), e);
        }
        var address = schema.equals("public")
                ? addressOf(database)
                : addressOf(database) + (addressOf(database).contains("?") ? "&" : "?") + "currentSchema=" + schema;
        return new DatabaseRoles(
                new DatabaseAccess(address, name, ownerPassword),
                new DatabaseAccess(address, name + RUNTIME, runtimePassword));
    }

    // Neither can be a bound parameter in these statements, so anything that would need quoting is refused.
    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("No name for a database: " + name);
        }
    }

    private static void requirePassword(String role, String password) {
        if (!PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException("The password of role %s is too short or needs quoting".formatted(role));
        }
    }

    private static void makeRole(Connection server, String role, String password) throws SQLException {
        if (!exists(server, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            execute(server, "CREATE ROLE %s LOGIN".formatted(role));
        }
        execute(server, "ALTER ROLE %s PASSWORD '%s'".formatted(role, password));
    }

    private Connection connect(String jdbcUrl) throws SQLException {
        return DriverManager.getConnection(jdbcUrl, superuser.user(), superuser.password());
    }

    private String addressOf(String name) {
        var url = superuser.jdbcUrl();
        var path = url.indexOf('/', url.indexOf("//") + 2);
        var query = url.indexOf('?', path);
        return url.substring(0, path + 1) + name + (query < 0 ? "" : url.substring(query));
    }

    private static String rolesScript() {
        try (var script = Objects.requireNonNull(
                Databases.class.getResourceAsStream("database-roles.sql"),
                "database-roles.sql is part of this module")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void set(Connection connection, String setting, String value) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
            statement.setString(1, setting);
            statement.setString(2, value);
            statement.execute();
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
