package org.trustledger.backing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Makes databases that each belong to a role of the same name, which can connect to no other. */
public final class Databases {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{8,200}");

    private final DatabaseAccess superuser;

    /** @param superuser access to any database of the server, as a role that may make roles and databases */
    public Databases(DatabaseAccess superuser) {
        this.superuser = superuser;
    }

    /**
     * Makes the database and its role unless they exist, and sets the role's password.
     *
     * @param name of the database and of its owner: lower-case letters, digits, underscores
     * @param password letters, digits, hyphens and underscores, at least 8 of them
     * @return access as the owner
     */
    public DatabaseAccess provide(String name, String password) {
        // Neither can be a bound parameter in these statements, so anything that would need quoting is refused.
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("No name for a database: " + name);
        }
        if (!PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException(
                    "The password of database %s is too short or needs quoting".formatted(name));
        }
        try (var connection =
                DriverManager.getConnection(superuser.jdbcUrl(), superuser.user(), superuser.password())) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
                execute(connection, "CREATE ROLE %s LOGIN".formatted(name));
            }
            execute(connection, "ALTER ROLE %s PASSWORD '%s'".formatted(name, password));
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                execute(connection, "CREATE DATABASE %s OWNER %s".formatted(name, name));
            }
            execute(connection, "REVOKE CONNECT, TEMPORARY ON DATABASE %s FROM PUBLIC".formatted(name));
            return new DatabaseAccess(addressOf(name), name, password);
        } catch (SQLException e) {
            throw new DidNotStart("Database %s could not be made: %s".formatted(name, e.getMessage()), e);
        }
    }

    private String addressOf(String name) {
        var url = superuser.jdbcUrl();
        var path = url.indexOf('/', url.indexOf("//") + 2);
        var query = url.indexOf('?', path);
        return url.substring(0, path + 1) + name + (query < 0 ? "" : url.substring(query));
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
