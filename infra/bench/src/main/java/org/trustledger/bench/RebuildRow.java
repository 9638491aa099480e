package org.trustledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.postgresql.PGConnection;

/** All views from the topic. */
final class RebuildRow implements Row {
    private static final String TOPIC = "history.facts";
    private static final List<String> TABLES =
            List.of("trust_center", "commit", "statement", "version", "search_text", "topic_commit", "topic_offset");

    private int rebuilt;

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public List<Comparison> measure(Surroundings surroundings) throws Exception {
        var facts = surroundings.scale().facts();
        var told = History.tell(facts, surroundings.bootstrapServers(), TOPIC);
        var raw = surroundings.database("copied", "query-service");
        var dump = surroundings.directory("dump");
        // A process that rebuilds is always a fresh one, so there is nothing to warm.
        var rounds = new Rounds(0, surroundings.scale().rebuildRounds());
        Rounds.Pair measured;
        try (var write = surroundings.connect(raw)) {
            measured = rounds.measure(
                    () -> told / rebuild(surroundings, told, dump), () -> told / copy(surroundings, write, dump, told));
        }
        return List.of(new Comparison(
                "rebuild of all views from %,d facts, start of the process included".formatted(told),
                "reading the topic, then COPY into the same tables with the same indexes",
                "facts/s",
                measured.ours(),
                measured.theirs(),
                Target.atLeast(0.5),
                "%d rounds in turns".formatted(surroundings.scale().rebuildRounds())));
    }

    private double rebuild(Surroundings surroundings, long told, Path dump) throws Exception {
        rebuilt++;
        var database = surroundings.database("views_" + rebuilt, "query-service");
        var begin = System.nanoTime();
        Counter.rebuild(surroundings, database, TOPIC, surroundings.directory("archive"));
        var seconds = (System.nanoTime() - begin) / 1e9;
        try (var look = surroundings.connect(database)) {
            mustStandAt(look, told);
            if (rebuilt == 1) {
                // What the other side copies; the same after every rebuild.
                dump(look, dump);
            }
        }
        return seconds;
    }

    private static void mustStandAt(Connection look, long position) throws SQLException {
        try (var query = look.prepareStatement("select coalesce(sum(position), 0) from trust_center");
                var reached = query.executeQuery()) {
            reached.next();
            if (reached.getLong(1) != position) {
                throw new IllegalStateException(
                        "The views stand at %d instead of %d".formatted(reached.getLong(1), position));
            }
        }
    }

    private static void dump(Connection look, Path dump) throws SQLException, IOException {
        for (var table : TABLES) {
            try (var file = Files.newOutputStream(dump.resolve(table))) {
                look.unwrap(PGConnection.class).getCopyAPI().copyOut("copy %s to stdout".formatted(table), file);
            }
        }
    }

    private static double copy(Surroundings surroundings, Connection write, Path dump, long told) throws Exception {
        try (var empty = write.createStatement()) {
            empty.execute("truncate " + String.join(", ", TABLES));
        }
        var begin = System.nanoTime();
        read(surroundings.bootstrapServers(), told);
        write.setAutoCommit(false);
        for (var table : TABLES) {
            try (var file = Files.newInputStream(dump.resolve(table))) {
                write.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy %s from stdin".formatted(table), file, 1 << 16);
            }
        }
        write.commit();
        write.setAutoCommit(true);
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void read(String bootstrapServers, long told) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (var come = 0L; come < told; ) {
                come += consumer.poll(Duration.ofSeconds(5)).count();
            }
        }
    }
}
