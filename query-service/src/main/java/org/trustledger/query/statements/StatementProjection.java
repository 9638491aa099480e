package org.trustledger.query.statements;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.instantOrNull;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Projection;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the statements by both clocks, many facts in three round trips. */
@Component
class StatementProjection implements Projection {
    private static final JsonMapper JSON = FactCodec.mapper();

    private final JdbcTemplate jdbc;

    StatementProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void on(List<PublicFact> commits) {
        var fresh = new LinkedHashMap<ItemKey, List<KnownVersion>>();
        for (var fact : commits) {
            if (fact.fact() instanceof ContentFact stated) {
                var version = version(fact, stated);
                // To the microsecond some intervals are no time at all, and say nothing.
                if (version.until() == null || version.from().isBefore(version.until())) {
                    fresh.computeIfAbsent(version.item(), key -> new ArrayList<>())
                            .add(version);
                }
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        var trustCenter = commits.getFirst().trustCenter();
        var known = knownThatCanChange(trustCenter, fresh);
        var closed = new ArrayList<KnownVersion>();
        var added = new ArrayList<KnownVersion>();
        fresh.forEach((item, versions) -> {
            var timeline = new ItemTimeline(known.getOrDefault(item, List.of()));
            versions.forEach(timeline::state);
            closed.addAll(timeline.closed());
            added.addAll(timeline.added());
        });
        close(closed);
        add(trustCenter, added);
    }

    private static KnownVersion version(PublicFact fact, ContentFact stated) {
        var statement = stated.statement();
        return new KnownVersion(
                null,
                new ItemKey(Kind.of(stated), statement.item()),
                statement.revision(),
                fact.position(),
                fact.recordedAt(),
                micros(statement.validFrom()),
                statement.validTo() == null ? null : micros(statement.validTo()),
                fact.recordedAt(),
                null,
                JSON.writeValueAsString(statement.reason()),
                statement.corrects(),
                stated instanceof Publication publication ? JSON.writeValueAsString(publication.content()) : null);
    }

    private Map<ItemKey, List<KnownVersion>> knownThatCanChange(
            TrustCenterId trustCenter, Map<ItemKey, List<KnownVersion>> fresh) {
        var kinds = new ArrayList<String>();
        var items = new ArrayList<String>();
        var froms = new ArrayList<String>();
        fresh.forEach((item, versions) -> {
            kinds.add(item.kind().kindName());
            items.add(item.id());
            froms.add(versions.stream()
                    .map(KnownVersion::from)
                    .min(Instant::compareTo)
                    .orElseThrow()
                    .toString());
        });
        var known = new HashMap<ItemKey, List<KnownVersion>>();
        jdbc.query(
                """
                select s.id, s.kind, s.item, s.revision, s.position, s.stated_at, lower(s.valid) as valid_from,
                       upper(s.valid) as valid_until, lower(s.recorded) as known_from, s.reason, s.corrects, s.content
                from unnest(?::text[], ?::text[], ?::timestamptz[]) as fresh (kind, item, valid_from)
                join statement s on s.trust_center = ? and s.kind = fresh.kind and s.item = fresh.item
                 and upper_inf(s.recorded)
                 and coalesce(upper(s.valid), timestamptz 'infinity') > fresh.valid_from""",
                row -> {
                    var version = stored(row);
                    known.computeIfAbsent(version.item(), key -> new ArrayList<>())
                            .add(version);
                },
                kinds.toArray(String[]::new),
                items.toArray(String[]::new),
                froms.toArray(String[]::new),
                trustCenter.value());
        return known;
    }

    private static KnownVersion stored(ResultSet row) throws SQLException {
        return new KnownVersion(
                row.getLong("id"),
                new ItemKey(Kind.named(row.getString("kind")), row.getString("item")),
                row.getInt("revision"),
                row.getLong("position"),
                instant(row, "stated_at"),
                instant(row, "valid_from"),
                instantOrNull(row, "valid_until"),
                instant(row, "known_from"),
                null,
                row.getString("reason"),
                row.getObject("corrects", Long.class),
                row.getString("content"));
    }

    private void close(List<KnownVersion> versions) {
        if (versions.isEmpty()) {
            return;
        }
        jdbc.update(
                """
                update statement s set recorded = tstzrange(lower(s.recorded), gone.known_until)
                from unnest(?::bigint[], ?::timestamptz[]) as gone (id, known_until) where s.id = gone.id""",
                versions.stream().map(KnownVersion::id).toArray(Long[]::new),
                versions.stream()
                        .map(version -> String.valueOf(version.knownUntil()))
                        .toArray(String[]::new));
    }

    private void add(TrustCenterId trustCenter, List<KnownVersion> versions) {
        var rows = new StringBuilder();
        for (var version : versions) {
            column(rows, trustCenter.value(), '\t');
            column(rows, version.item().kind().kindName(), '\t');
            column(rows, version.item().id(), '\t');
            column(rows, Integer.toString(version.revision()), '\t');
            column(rows, Long.toString(version.position()), '\t');
            column(rows, version.statedAt().toString(), '\t');
            column(rows, range(version.from(), version.until()), '\t');
            column(rows, range(version.knownFrom(), version.knownUntil()), '\t');
            column(rows, version.reason(), '\t');
            column(rows, version.corrects() == null ? null : version.corrects().toString(), '\t');
            column(rows, version.content(), '\n');
        }
        jdbc.execute((ConnectionCallback<Long>) connection -> copy(connection, rows.toString()));
    }

    private static long copy(Connection connection, String rows) throws SQLException {
        try {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                    copy statement (trust_center, kind, item, revision, position, stated_at, valid, recorded, reason,
                                    corrects, content) from stdin""", new StringReader(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One column in COPY's text format, whose escapes are the backslash and what separates columns and rows. */
    private static void column(StringBuilder rows, @Nullable String value, char separator) {
        if (value == null) {
            rows.append("\\N");
        } else {
            for (int i = 0; i < value.length(); i++) {
                var character = value.charAt(i);
                switch (character) {
                    case '\\' -> rows.append("\\\\");
                    case '\t' -> rows.append("\\t");
                    case '\n' -> rows.append("\\n");
                    case '\r' -> rows.append("\\r");
                    default -> rows.append(character);
                }
            }
        }
        rows.append(separator);
    }

    private static String range(Instant from, @Nullable Instant until) {
        return "[%s,%s)".formatted(from, until == null ? "" : until);
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
