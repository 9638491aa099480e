package org.trustledger.query.ledger;

import static org.trustledger.query.platform.Rows.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Comparison.Disagreement;

/**
 * Finds statements of one item that both say what applied at an instant, as known at an instant.
 *
 * <p>Reads each row once, in the order in which they became known. A join of the rows with themselves says the same in
 * one query, and takes hours when the planner believes that the rows of one commit are few.
 */
final class Overlaps {
    private final JdbcTemplate jdbc;

    Overlaps(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * In each item at least one pair if there is any: what contradicts an earlier one is not held against later ones.
     *
     * @param most after so many it looks no further
     */
    List<Disagreement> find(int most) {
        return jdbc.query("""
                select trust_center, kind, item, position, lower(valid) as valid_from, upper(valid) as valid_until,
                       lower(recorded) as known_from, upper(recorded) as known_until
                from statement where not isempty(valid) and not isempty(recorded)
                order by trust_center, kind, item, lower(recorded) nulls first, position, id""", rows -> {
            var found = new ArrayList<Disagreement>();
            var item = new Item("", "", "");
            var known = new Known();
            while (found.size() < most && rows.next()) {
                if (!item.equals(Item.of(rows))) {
                    item = Item.of(rows);
                    known = new Known();
                }
                var row = Row.of(rows);
                var others = known.overlapping(row);
                for (var other : others) {
                    found.add(item.saidTwice(other, row));
                }
                if (others.isEmpty()) {
                    known.add(row);
                }
            }
            return found;
        });
    }

    private record Item(String trustCenter, String kind, String id) {
        static Item of(ResultSet row) throws SQLException {
            return new Item(row.getString("trust_center"), row.getString("kind"), row.getString("item"));
        }

        Disagreement saidTwice(Row one, Row other) {
            return new Disagreement(
                    new TrustCenterId(trustCenter),
                    "%s/%s: positions %d and %d both say what applied from %s%s, as known from %s%s"
                            .formatted(
                                    kind,
                                    id,
                                    one.position,
                                    other.position,
                                    later(one.validFrom, other.validFrom),
                                    until(one.validUntil, other.validUntil),
                                    later(one.knownFrom, other.knownFrom),
                                    until(one.knownUntil, other.knownUntil)));
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }

        private static String until(Instant one, Instant other) {
            var earlier = one.isBefore(other) ? one : other;
            return earlier.equals(Instant.MAX) ? "" : " until " + earlier;
        }
    }

    private record Row(long position, Instant validFrom, Instant validUntil, Instant knownFrom, Instant knownUntil) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("position"),
                    orElse(instantOrNull(row, "valid_from"), Instant.MIN),
                    orElse(instantOrNull(row, "valid_until"), Instant.MAX),
                    orElse(instantOrNull(row, "known_from"), Instant.MIN),
                    orElse(instantOrNull(row, "known_until"), Instant.MAX));
        }

        private static Instant orElse(@Nullable Instant instant, Instant endless) {
            return instant == null ? endless : instant;
        }
    }

    /** The rows of one item that are known at once; no two of them apply at the same instant. */
    private static final class Known {
        private final TreeMap<Instant, Row> applying = new TreeMap<>();
        private final PriorityQueue<Row> leaving = new PriorityQueue<>(Comparator.comparing(Row::knownUntil));

        void add(Row row) {
            applying.put(row.validFrom, row);
            leaving.add(row);
        }

        List<Row> overlapping(Row row) {
            for (var next = leaving.peek();
                    next != null && !next.knownUntil.isAfter(row.knownFrom);
                    next = leaving.peek()) {
                applying.remove(leaving.remove().validFrom);
            }
            return Stream.concat(
                            Stream.ofNullable(applying.floorEntry(row.validFrom))
                                    .map(entry -> entry.getValue())
                                    .filter(before -> before.validUntil.isAfter(row.validFrom)),
                            applying.subMap(row.validFrom, false, row.validUntil, false).values().stream())
                    .toList();
        }
    }
}
