package org.trustledger.query.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants as PostgreSQL's {@code timestamptz} takes and gives them: to the microsecond, in UTC. */
public final class Rows {
    private Rows() {}

    /** As a statement's parameter. */
    public static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** A column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        var value = instantOrNull(row, column);
        if (value == null) {
            throw new SQLException("Column %s is null".formatted(column));
        }
        return value;
    }

    /** A column that may be null, or infinite, which reads as null too. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null || value.equals(OffsetDateTime.MAX) ? null : value.toInstant();
    }
}
