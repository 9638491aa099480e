package org.trustledger.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.postgresql.PGConnection;
import org.trustledger.backing.DatabaseRoles;

/** All views from the topic, and what a past view costs in the long history that this leaves. */
final class RebuildRow implements Row {
    private static final String TOPIC = "history.facts";
    private static final String SHORT_TOPIC = "short-history.facts";
    private static final List<String> TABLES =
            List.of("trust_center", "commit", "statement", "version", "search_text", "topic_offset");
    private static final int HUNDREDTH = 100;

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
        var comparisons = new ArrayList<Comparison>();
        comparisons.add(new Comparison(
                "rebuild of all views from %,d facts, start of the process included".formatted(told),
                "reading the topic, then COPY into the same tables with the same indexes",
                "facts/s",
                measured.ours(),
                measured.theirs(),
                Target.atLeast(0.5),
                "%d rounds in turns".formatted(surroundings.scale().rebuildRounds())));
        comparisons.add(past(surroundings, told));
        return comparisons;
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

    private Comparison past(Surroundings surroundings, long told) throws Exception {
        var fewer = History.tell((int) told / HUNDREDTH, surroundings.bootstrapServers(), SHORT_TOPIC);
        var archive = surroundings.directory("archive");
        var trustCenter = History.TRUST_CENTER.value();
        DatabaseRoles longDatabase = surroundings.database("views_" + rebuilt);
        DatabaseRoles shortDatabase = surroundings.database("short_views", "query-service");
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var longCounter = Counter.begin(surroundings, longDatabase, TOPIC, archive)
                        .awaitPosition(http, trustCenter, told);
                var shortCounter = Counter.begin(surroundings, shortDatabase, SHORT_TOPIC, archive)
                        .awaitPosition(http, trustCenter, fewer)) {
            for (var database : List.of(longDatabase, shortDatabase)) {
                try (var tidy = surroundings.connect(database);
                        var statement = tidy.createStatement()) {
                    // What autovacuum does by itself a minute later.
                    statement.execute("vacuum analyze statement, commit");
                }
            }
            var instants = new Random(19);
            var samples = surroundings.scale().samples();
            var measured = surroundings
                    .rounds()
                    .measure(
                            () -> looked(http, longCounter, instants, samples),
                            () -> looked(http, shortCounter, instants, samples));
            return new Comparison(
                    "a past view of 160 answers at %,d facts".formatted(told),
                    "the same at %,d facts".formatted(fewer),
                    "ms",
                    measured.ours(),
                    measured.theirs(),
                    Target.atMost(1.5),
                    "%s, each the median of %d views at instants never asked for before"
                            .formatted(surroundings.rounds(), samples));
        }
    }

    private static double looked(HttpClient http, Counter counter, Random instants, int samples)
            throws IOException, InterruptedException {
        var times = new ArrayList<Double>();
        for (var i = 0; i < samples; i++) {
            var then =
                    History.BEGINNING.plusSeconds(86_400 + instants.nextLong(History.LENGTH.toSeconds() - 2 * 86_400));
            times.add(look(http, counter.view(History.TRUST_CENTER.value(), asOf(then))));
        }
        return new Series(times).median();
    }

    private static String asOf(Instant then) {
        return "?validAt=%s&recordedAt=%s".formatted(then, then);
    }

    private static double look(HttpClient http, URI address) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
        var millis = (System.nanoTime() - begin) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("%s answered %d".formatted(address, answer.statusCode()));
        }
        return millis;
    }
}
