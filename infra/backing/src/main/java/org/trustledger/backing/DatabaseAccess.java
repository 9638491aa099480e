package org.trustledger.backing;

/**
 * How to log in to one database.
 *
 * @param jdbcUrl address without credentials
 */
public record DatabaseAccess(String jdbcUrl, String user, String password) {
    /** Leaves the password out: this lands in logs. */
    @Override
    public String toString() {
        return "%s as %s".formatted(jdbcUrl, user);
    }
}
