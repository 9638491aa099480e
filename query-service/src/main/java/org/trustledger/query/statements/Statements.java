package org.trustledger.query.statements;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.instantOrNull;
import static org.trustledger.query.platform.Rows.timestamp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            select id, trust_center, kind, item, revision, position, stated_at, lower(valid) as valid_from, upper(valid) as valid_until,
                   reason, corrects, content from statement
            """;

    /** Of a trust center, at a point of both clocks: as a rectangle, then each by itself. */
    static final String APPLYING = """
            select id, trust_center, kind, item, position, lower(valid) as valid_from, upper(valid) as valid_until
            from statement
            where content is not null and trust_center = ? and extent @> ?::box
              and valid @> ?::timestamptz and recorded @> ?::timestamptz""";

    // As many as a sixteenth of the heap holds.
    private static final int SHARE_OF_HEAP = 16;
    private static final int BYTES_PER_STATEMENT = 2_000;

    private final JdbcClient jdbc;
    private final Gate gate;
    private final Cache<Row, Stated<?>> read = Caffeine.newBuilder()
            .maximumSize(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / BYTES_PER_STATEMENT)
            .build();

    Statements(JdbcClient jdbc, Gate gate) {
        this.jdbc = jdbc;
        this.gate = gate;
    }

    /**
     * All that a row says but what it states, which is thereby given: under the same rules of access a position states
     * one thing for ever. What applies after a commit is mostly what applied before it, and need not be read again.
     */
    private record Row(
            TrustCenterId trustCenter,
            String kind,
            String item,
            long position,
            Instant from,
            @Nullable Instant until,
            long accessPosition) {}

    /** @param id the short way to the row, in the views that were asked: a rebuild gives other ones */
    private record Found(long id, Row row) {}

    /** What applies at {@code validAt} as known at {@code recordedAt}: at most one statement of each item. */
    public List<Stated<?>> at(TrustCenterId trustCenter, Instant validAt, Instant recordedAt) {
        // Read before the rows, so that what is kept under it is no less restricted.
        var access = gate.accessPosition(trustCenter);
        var applying = jdbc
                .sql(APPLYING)
                .params(trustCenter.value(), Extent.at(validAt, recordedAt), timestamp(validAt), timestamp(recordedAt))
                .query((row, _) -> found(row, access))
                .list()
                .stream()
                .filter(found -> gate.isOpen(
                        trustCenter, Kind.named(found.row().kind()), found.row().item()))
                .toList();
        var known = new HashMap<>(
                read.getAllPresent(applying.stream().map(Found::row).toList()));
        var missing = applying.stream()
                .filter(found -> !known.containsKey(found.row()))
                .toList();
        var fresh = new HashMap<>(readByIds(missing, access));
        // Rebuilt views may have taken the place of those that were asked first.
        fresh.putAll(readByPositions(
                missing.stream()
                        .map(Found::row)
                        .filter(row -> !fresh.containsKey(row))
                        .toList(),
                access));
        known.putAll(fresh);
        read.putAll(fresh);
        return applying.stream()
                // None for a row whose text was taken away between the two questions.
                .<Stated<?>>flatMap(found -> Stream.ofNullable(known.get(found.row())))
                .toList();
    }

    /** What stands in those rows; none for an id that means another row by now. */
    private Map<Row, Stated<?>> readByIds(List<Found> wanted, long access) {
        var stated = new HashMap<Row, Stated<?>>();
        if (!wanted.isEmpty()) {
            var rows = wanted.stream().collect(Collectors.toMap(Found::id, Found::row));
            jdbc.sql(COLUMNS + "where content is not null and content <> '{}' and id = any(?)")
                    .param(rows.keySet().toArray(Long[]::new))
                    .query(row -> {
                        var found = found(row, access);
                        if (found.row().equals(rows.get(found.id()))) {
                            stated.put(found.row(), stated(row, 0));
                        }
                    });
        }
        return stated;
    }

    private Map<Row, Stated<?>> readByPositions(List<Row> wanted, long access) {
        var stated = new HashMap<Row, Stated<?>>();
        if (!wanted.isEmpty()) {
            jdbc.sql(COLUMNS + """
                            join unnest(:centers::text[], :kinds::text[], :items::text[], :positions::bigint[])
                              as wanted (trust_center, kind, item, position) using (trust_center, kind, item, position)
                            where content is not null and content <> '{}'""")
                    .param(
                            "centers",
                            wanted.stream()
                                    .map(row -> row.trustCenter().value())
                                    .toArray(String[]::new))
                    .param("kinds", wanted.stream().map(Row::kind).toArray(String[]::new))
                    .param("items", wanted.stream().map(Row::item).toArray(String[]::new))
                    .param("positions", wanted.stream().map(Row::position).toArray(Long[]::new))
                    .query(row -> {
                        stated.put(found(row, access).row(), stated(row, 0));
                    });
            stated.keySet().retainAll(Set.copyOf(wanted));
        }
        return stated;
    }

    private static Found found(ResultSet row, long access) throws SQLException {
        return new Found(
                row.getLong("id"),
                new Row(
                        new TrustCenterId(row.getString("trust_center")),
                        row.getString("kind"),
                        row.getString("item"),
                        row.getLong("position"),
                        instant(row, "valid_from"),
                        instantOrNull(row, "valid_until"),
                        access));
    }

    /**
     * What is known at {@code recordedAt} to begin only after {@code validAt}, and to read otherwise than what is known
     * of the time right before it; soonest first.
     */
    public List<Stated<?>> after(TrustCenterId trustCenter, Instant validAt, Instant recordedAt) {
        return jdbc
                .sql(COLUMNS + """
                        where content is not null and content <> '{}' and trust_center = :trustCenter
                          and extent && :ahead::box and recorded @> :recordedAt::timestamptz and lower(valid) > :validAt
                          and %s is distinct from (
                              select %s from statement before
                              where before.trust_center = statement.trust_center and before.kind = statement.kind
                                and before.item = statement.item and before.recorded @> :recordedAt::timestamptz
                                and upper(before.valid) = lower(statement.valid))
                        order by lower(valid), position""".formatted(Reading.anywhere("statement.content"), Reading.anywhere("before.content")))
                .param("trustCenter", trustCenter.value())
                .param("ahead", Extent.between(validAt, null, recordedAt))
                .param("recordedAt", timestamp(recordedAt))
                .param("validAt", timestamp(validAt))
                .query(Statements::stated)
                .list()
                .stream()
                .filter(stated -> gate.isOpen(trustCenter, stated.kind(), stated.id()))
                .toList();
    }

    /** What is known at {@code recordedAt} to end after {@code validAt} with nothing in its place, soonest first. */
    public List<Ending> ending(TrustCenterId trustCenter, Instant validAt, Instant recordedAt) {
        return jdbc
                .sql("""
                        select s.kind, s.item, s.revision, s.position, s.stated_at, lower(s.valid) as valid_from,
                               upper(s.valid) as valid_until, s.reason, s.corrects, s.content,
                               after.reason as end_reason, after.position as end_position
                        from statement s
                        left join statement after
                          on after.trust_center = s.trust_center and after.kind = s.kind and after.item = s.item
                         and after.recorded @> :recordedAt::timestamptz and lower(after.valid) = upper(s.valid)
                        where s.content is not null and s.content <> '{}' and s.trust_center = :trustCenter
                          and s.extent && :ahead::box and s.recorded @> :recordedAt::timestamptz
                          and upper(s.valid) > :validAt and after.content is null
                        order by upper(s.valid), s.position""")
                .param("trustCenter", trustCenter.value())
                .param("ahead", Extent.between(validAt, null, recordedAt))
                .param("validAt", timestamp(validAt))
                .param("recordedAt", timestamp(recordedAt))
                .query(Statements::ending)
                .list()
                .stream()
                .filter(ending -> gate.isOpen(
                        trustCenter, ending.stated().kind(), ending.stated().id()))
                .toList();
    }

    /**
     * That an item was removed, and why.
     *
     * @param recordedAt when the fact that says so was recorded
     * @param position of that fact
     */
    public record Removed(Kind kind, String item, LocalizedText reason, Instant recordedAt, long position) {}

    /**
     * Which of these items say nothing at {@code validAt} because they were removed, as known at {@code recordedAt}.
     *
     * @param kinds of the items, one by one
     * @param items their ids
     */
    public List<Removed> removals(
            TrustCenterId trustCenter, List<Kind> kinds, List<String> items, Instant validAt, Instant recordedAt) {
        if (items.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql("""
                        select kind, item, reason, stated_at, position
                        from statement join unnest(:kinds::text[], :items::text[]) as gone (kind, item) using (kind, item)
                        where content is null and trust_center = :trustCenter and extent @> :then::box
                          and valid @> :validAt::timestamptz and recorded @> :recordedAt::timestamptz""")
                .param("kinds", kinds.stream().map(Kind::kindName).toArray(String[]::new))
                .param("items", items.toArray(String[]::new))
                .param("trustCenter", trustCenter.value())
                .param("then", Extent.at(validAt, recordedAt))
                .param("validAt", timestamp(validAt))
                .param("recordedAt", timestamp(recordedAt))
                .query((row, _) -> new Removed(
                        Kind.named(row.getString("kind")),
                        row.getString("item"),
                        JSON.readValue(row.getString("reason"), LocalizedText.class),
                        instant(row, "stated_at"),
                        row.getLong("position")))
                .list()
                .stream()
                .filter(removed -> gate.isOpen(trustCenter, removed.kind(), removed.item()))
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
                        where trust_center = :trustCenter and extent && :around::box
                          and recorded @> :recordedAt::timestamptz and valid && tstzrange(:since, :until)
                          and kind || '/' || item <> all(:closed::text[])""")
                .param("closed", gate.closed(trustCenter).toArray(String[]::new))
                .param("trustCenter", trustCenter.value())
                .param("around", Extent.between(since, until, recordedAt))
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
                        where content is not null and content <> '{}' and trust_center = ? and kind = ?
                          and extent && ?::box
                          and recorded @> ?::timestamptz order by item, lower(valid)""")
                .params(
                        trustCenter.value(),
                        kind.kindName(),
                        Extent.between(null, null, recordedAt),
                        timestamp(recordedAt))
                .query(Statements::stated)
                .list()
                .stream()
                .filter(stated -> gate.isOpen(trustCenter, stated.kind(), stated.id()))
                .toList();
    }

    private static Stated<?> stated(ResultSet row, int number) throws SQLException {
        return stated(row, Kind.named(row.getString("kind")).content());
    }

    // What follows a statement that was made later than a removal is only what that removal left: it did not end it.
    private static Ending ending(ResultSet row, int number) throws SQLException {
        var stated = stated(row, number);
        var removal = row.getObject("end_position", Long.class);
        return removal == null || removal < stated.position()
                ? new Ending(stated, stated.reason(), stated.position())
                : new Ending(stated, JSON.readValue(row.getString("end_reason"), LocalizedText.class), removal);
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
