package org.trustledger.query.statements;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.instantOrNull;
import static org.trustledger.query.platform.Rows.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trustledger.events.Content;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is stated, at any two instants. */
@Repository
public class Statements {
    private static final JsonMapper JSON = FactCodec.mapper();
    private static final String COLUMNS = """
            select kind, item, revision, position, stated_at, lower(valid) as valid_from, upper(valid) as valid_until,
                   reason, corrects, content from statement
            """;

    private final JdbcClient jdbc;
    private final Gate gate;

    Statements(JdbcClient jdbc, Gate gate) {
        this.jdbc = jdbc;
        this.gate = gate;
    }

    /** What applies at {@code validAt} as known at {@code recordedAt}: at most one statement of each item. */
    public List<Stated<?>> at(TrustCenterId trustCenter, Instant validAt, Instant recordedAt) {
        return jdbc
                .sql(
                        COLUMNS
                                + "where content is not null and trust_center = ? and valid @> ?::timestamptz and recorded @> ?::timestamptz")
                .params(trustCenter.value(), timestamp(validAt), timestamp(recordedAt))
                .query(Statements::stated)
                .list()
                .stream()
                .filter(stated -> gate.isOpen(trustCenter, stated.kind(), stated.id()))
                .toList();
    }

    /** What is known at {@code recordedAt} to begin only after {@code validAt}, soonest first. */
    public List<Stated<?>> after(TrustCenterId trustCenter, Instant validAt, Instant recordedAt) {
        return jdbc
                .sql(COLUMNS + """
                        where content is not null and trust_center = ? and valid && tstzrange(?, null) and recorded @> ?::timestamptz
                          and lower(valid) > ? order by lower(valid), position""")
                .params(trustCenter.value(), timestamp(validAt), timestamp(recordedAt), timestamp(validAt))
                .query(Statements::stated)
                .list()
                .stream()
                .filter(stated -> gate.isOpen(trustCenter, stated.kind(), stated.id()))
                .toList();
    }

    /**
     * The stretch of valid time around {@code validAt} over which what applies stays the same, as known at
     * {@code recordedAt}.
     *
     * @param applying what {@link #at} gives for the two instants; it bounds the search
     */
    public Stretch stretch(TrustCenterId trustCenter, Instant validAt, Instant recordedAt, List<Stated<?>> applying) {
        var since = applying.stream().map(Stated::from).max(Instant::compareTo).orElse(null);
        var until = applying.stream()
                .map(Stated::until)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        return jdbc.sql("""
                        select max(upper(valid)) filter (where upper(valid) <= :validAt) as since,
                               min(lower(valid)) filter (where lower(valid) > :validAt) as until
                        from statement
                        where trust_center = :trustCenter and recorded @> :recordedAt::timestamptz
                          and valid && tstzrange(:since, :until)""")
                .param("trustCenter", trustCenter.value())
                .param("validAt", timestamp(validAt))
                .param("recordedAt", timestamp(recordedAt))
                .param("since", since == null ? null : timestamp(since), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", until == null ? null : timestamp(until), Types.TIMESTAMP_WITH_TIMEZONE)
                .query((row, number) -> new Stretch(
                        later(since, instantOrNull(row, "since")), earlier(until, instantOrNull(row, "until"))))
                .single();
    }

    /**
     * A stretch of valid time, [since, until).
     *
     * @param since null if nothing changed before
     * @param until null if nothing changes after
     */
    public record Stretch(@Nullable Instant since, @Nullable Instant until) {}

    /** Every version of the items of a kind, as known at {@code recordedAt}, in the order of valid time. */
    public List<Stated<?>> versions(TrustCenterId trustCenter, Kind kind, Instant recordedAt) {
        return jdbc
                .sql(COLUMNS + """
                        where content is not null and trust_center = ? and kind = ? and recorded @> ?::timestamptz
                        order by item, lower(valid)""")
                .params(trustCenter.value(), kind.kindName(), timestamp(recordedAt))
                .query(Statements::stated)
                .list()
                .stream()
                .filter(stated -> gate.isOpen(trustCenter, stated.kind(), stated.id()))
                .toList();
    }

    private static Stated<?> stated(ResultSet row, int number) throws SQLException {
        return stated(row, Kind.named(row.getString("kind")).content());
    }

    private static <T extends Content> Stated<T> stated(ResultSet row, Class<T> content) throws SQLException {
        return new Stated<>(
                row.getString("item"),
                instant(row, "valid_from"),
                instantOrNull(row, "valid_until"),
                instant(row, "stated_at"),
                row.getInt("revision"),
                row.getLong("position"),
                JSON.readValue(row.getString("reason"), LocalizedText.class),
                row.getObject("corrects", Long.class),
                JSON.readValue(row.getString("content"), content));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
