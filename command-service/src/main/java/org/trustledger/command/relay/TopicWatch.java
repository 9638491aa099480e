package org.trustledger.command.relay;

import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Notices that the topic lost facts which were acknowledged, and takes the checkpoints back to what it still holds, so
 * that the relay sends the rest again.
 *
 * <p>It compares the topic from outside (identity, beginnings, ends, and the offsets of what is acknowledged) with what
 * the database remembers. Only where that does not agree, and once a day, is the topic read: what is missing is found,
 * never guessed. Not thread-safe; two processes may each have one.
 */
final class TopicWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final FactsTopic topic;
    private final RelaySettings settings;
    private boolean distrusted = true;
    private long lookedAt;
    private List<Long> ends = List.of();

    TopicWatch(JdbcTemplate jdbc, TransactionOperations transactions, FactsTopic topic, RelaySettings settings) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.topic = topic;
        this.settings = settings;
    }

    /**
     * The topic as the database remembers it.
     *
     * @param mustRead whether all of it is to be held against the checkpoints
     */
    private record Known(FactsTopic.Extent extent, boolean mustRead) {}

    private sealed interface Finding {}

    private record AsKnown() implements Finding {}

    private record Grown(List<Long> from) implements Finding {}

    private record Doubtful(String why) implements Finding {}

    /** Something went wrong on the way to Kafka, or came back odd: look before anything else is sent. */
    void distrust() {
        distrusted = true;
    }

    /**
     * Looks, if it is time to.
     *
     * @return whether it is another topic than before
     */
    boolean look() throws InterruptedException {
        if (!distrusted && System.nanoTime() - lookedAt < settings.lookEvery().toNanos()) {
            return false;
        }
        // Both before the topic is asked: what was acknowledged by now must be there.
        var acknowledged = checkpoints();
        var known = known();
        var extent = topic.extent();
        switch (compare(known, extent, acknowledged)) {
            case AsKnown _ -> {
                if (known.isEmpty()) {
                    remember(extent, true);
                }
            }
            case Grown(var from) -> {
                var found = topic.positions(from, extent.ends());
                transactions.executeWithoutResult(_ -> {
                    refuseForeign(found);
                    remember(extent, true);
                });
            }
            case Doubtful(var why) -> {
                // Owed from here on, even if this process dies over it.
                remember(extent, false);
                LOG.info("Reading topic '{}': {}", topic.name(), why);
                var found = topic.positions(extent.begins(), extent.ends());
                transactions.executeWithoutResult(_ -> {
                    takeBack(acknowledged, found);
                    jdbc.update("delete from relay_foreign");
                    refuseForeign(found);
                    jdbc.update("update relay_topic set read_at = now() where topic = ?", topic.name());
                });
            }
        }
        ends = extent.ends();
        distrusted = false;
        lookedAt = System.nanoTime();
        return known.isPresent() && !known.get().extent().id().equals(extent.id());
    }

    private Finding compare(Optional<Known> remembered, FactsTopic.Extent extent, Map<String, Long> acknowledged) {
        if (remembered.isEmpty()) {
            return acknowledged.values().stream().allMatch(position -> position == 0)
                            && extent.begins().equals(extent.ends())
                    ? new AsKnown()
                    : new Doubtful("it was never looked at");
        }
        var known = remembered.get().extent();
        if (!known.id().equals(extent.id())
                || known.ends().size() != extent.ends().size()) {
            return new Doubtful("it is not the one that was written, but another of the same name");
        }
        for (var part = 0; part < known.ends().size(); part++) {
            if (extent.begins().get(part) > known.begins().get(part)) {
                return new Doubtful("partition %d begins at offset %d instead of %d"
                        .formatted(
                                part, extent.begins().get(part), known.begins().get(part)));
            }
            if (extent.ends().get(part) < known.ends().get(part)) {
                return new Doubtful("partition %d ends at offset %d, though offset %d was acknowledged"
                        .formatted(part, extent.ends().get(part), known.ends().get(part) - 1));
            }
        }
        if (remembered.get().mustRead()) {
            return new Doubtful("it is time to read all of it");
        }
        return extent.equals(known) ? new AsKnown() : new Grown(known.ends());
    }

    /** Remembers how far the topic reaches now. In the transaction that moves the checkpoint. */
    void acknowledged(List<Wire.Place> places) {
        var before = ends;
        if (before.isEmpty()) {
            return;
        }
        var reached = new TreeMap<Integer, Long>();
        for (var place : places) {
            if (place.part() < before.size() && place.offset() < before.get(place.part())) {
                LOG.warn(
                        "Partition {} took a fact at offset {}, though it had reached offset {}",
                        place.part(),
                        place.offset(),
                        before.get(place.part()));
                jdbc.update("update relay_topic set read_at = null where topic = ?", topic.name());
                distrust();
            }
            reached.merge(place.part(), place.offset() + 1, Math::max);
        }
        var after = new ArrayList<>(before);
        reached.forEach((part, end) -> {
            if (part < after.size()) {
                after.set(part, Math.max(after.get(part), end));
            }
        });
        ends = List.copyOf(after);
        reached.forEach((part, end) -> jdbc.update(
                "update relay_topic set ends[?] = greatest(ends[?], ?) where topic = ?",
                part + 1,
                part + 1,
                end,
                topic.name()));
    }

    private Map<String, Long> checkpoints() {
        var checkpoints = new TreeMap<String, Long>();
        jdbc.query("select trust_center, position from relay_checkpoint", row -> {
            checkpoints.put(row.getString(1), row.getLong(2));
        });
        return checkpoints;
    }

    private void refuseForeign(Map<String, Positions> found) {
        var ledger = new TreeMap<String, Long>();
        jdbc.query("select trust_center, position from ledger", row -> {
            ledger.put(row.getString(1), row.getLong(2));
        });
        found.forEach((trustCenter, positions) -> {
            var end = ledger.getOrDefault(trustCenter, 0L);
            if (positions.highest() > end) {
                LOG.error(
                        "Nothing more is sent for {}: the topic holds its position {}, and this ledger ends at {}. Was"
                                + " the database restored from an older copy?",
                        trustCenter,
                        positions.highest(),
                        end);
                jdbc.update("""
                        insert into relay_foreign (trust_center, position) values (?, ?)
                        on conflict (trust_center) do update set position = excluded.position""", trustCenter, positions.highest());
            }
        });
    }

    private void takeBack(Map<String, Long> acknowledged, Map<String, Positions> found) {
        acknowledged.forEach((trustCenter, checkpoint) -> {
            var held = found.getOrDefault(trustCenter, new Positions());
            if (held.withoutGap() < checkpoint) {
                LOG.warn(
                        "{}: the topic has lost {}; sending again from there",
                        trustCenter,
                        held.missing(checkpoint).getFirst());
                jdbc.update(
                        "update relay_checkpoint set position = ? where trust_center = ? and position > ?",
                        held.withoutGap(),
                        trustCenter,
                        held.withoutGap());
            }
        });
    }

    private Optional<Known> known() {
        return jdbc
                .query(
                        """
                        select topic_id, begins, ends, read_at is null or read_at < now() - make_interval(secs => ?)
                        from relay_topic where topic = ?""",
                        (row, _) -> new Known(
                                new FactsTopic.Extent(
                                        row.getString(1), offsets(row.getArray(2)), offsets(row.getArray(3))),
                                row.getBoolean(4)),
                        (double) settings.readEvery().toSeconds(),
                        topic.name())
                .stream()
                .findFirst();
    }

    private static List<Long> offsets(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((Long[]) array.getArray());
    }

    private void remember(FactsTopic.Extent extent, boolean isTrusted) {
        var begins = extent.begins().toArray(Long[]::new);
        var ends = extent.ends().toArray(Long[]::new);
        jdbc.update(connection -> {
            var statement = connection.prepareStatement("""
                    insert into relay_topic (topic, topic_id, begins, ends, read_at)
                    values (?, ?, ?, ?, case when ? then now() end)
                    on conflict (topic) do update set topic_id = excluded.topic_id, begins = excluded.begins,
                      ends = excluded.ends, read_at = case when ? then relay_topic.read_at end""");
            statement.setString(1, topic.name());
            statement.setString(2, extent.id());
            statement.setArray(3, connection.createArrayOf("bigint", begins));
            statement.setArray(4, connection.createArrayOf("bigint", ends));
            statement.setBoolean(5, isTrusted);
            statement.setBoolean(6, isTrusted);
            return statement;
        });
    }

    /** Lets go of the connection; the next look opens another. */
    @Override
    public void close() {
        topic.close();
    }
}
