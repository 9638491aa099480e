package org.trustledger.chaos;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a house has come to rest: all is sent, all is shown, no pack is waited for. */
final class Rest {
    private static final Duration LOOK = Duration.ofMillis(500);
    // The office asks for packs when content has rested for two seconds.
    private static final int LOOKS_IN_A_ROW = 8;

    private final House house;

    Rest(House house) {
        this.house = house;
    }

    /** Waits for it; what is still under way when the patience is over, empty if nothing is. */
    List<String> await(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        var pause = new Pause();
        var quiet = 0;
        while (true) {
            var left = left();
            quiet = left.isEmpty() ? quiet + 1 : 0;
            if (quiet == LOOKS_IN_A_ROW || System.nanoTime() > deadline) {
                return left;
            }
            pause.of(LOOK);
        }
    }

    /** What is under way. */
    List<String> left() {
        var left = new ArrayList<String>();
        try {
            var store = positions("office", "select trust_center, position from ledger");
            var sent = positions("office", "select trust_center, position from relay_checkpoint");
            var shown = positions("counter", "select id, position from trust_center");
            store.forEach((trustCenter, position) -> {
                if (!position.equals(sent.getOrDefault(trustCenter, 0L))) {
                    left.add("%s is sent up to %d of %d"
                            .formatted(trustCenter, sent.getOrDefault(trustCenter, 0L), position));
                } else if (!position.equals(shown.getOrDefault(trustCenter, 0L))) {
                    left.add("%s is shown up to %d of %d"
                            .formatted(trustCenter, shown.getOrDefault(trustCenter, 0L), position));
                }
            });
            positions("office", "select trust_center, count(*) from pack where state = 'requested' group by 1")
                    .forEach((trustCenter, count) -> left.add("%s waits for %d packs".formatted(trustCenter, count)));
            positions("office", "select topic, count(*) from outbox group by 1")
                    .forEach((topic, count) -> left.add("%d messages wait for %s".formatted(count, topic)));
        } catch (SQLException e) {
            left.add("PostgreSQL does not answer: " + e.getMessage());
        }
        return left;
    }

    Map<String, Long> positions(String database, String query) throws SQLException {
        var positions = new HashMap<String, Long>();
        try (var connection = house.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                positions.put(rows.getString(1), rows.getLong(2));
            }
        }
        return positions;
    }
}
