package org.trustledger.chaos;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a house that has come to rest against the journal: what is in the store, on the topic, at the counter and in
 * the archive, against what was acknowledged. Looks past the services wherever it can.
 */
final class Audit {
    private static final String TOPIC = "trust-ledger.facts";
    private static final Pattern VERSION = Pattern.compile("Answer (\\d+) of \\S+ in version (\\d+)\\.");
    private static final Duration POLL = Duration.ofSeconds(2);

    private final House house;
    private final Desk desk;
    private final Tally tally;
    private final Map<String, List<byte[]>> digests = new HashMap<>();
    private final Map<String, List<StoredCommit>> stored = new TreeMap<>();
    private final Map<String, List<String>> issued = new HashMap<>();
    private long facts;
    private long repeats;
    private int lost;
    private int doubled;
    private int reordered;
    private int torn;
    private int foundApplied;
    private int foundNotApplied;
    private int promisedPacks;
    private int issuedPacks;

    Audit(House house, Desk desk, Tally tally) {
        this.house = house;
        this.desk = desk;
        this.tally = tally;
    }

    /** A commit as the store has it; the versions of its answers. */
    private record StoredCommit(long position, Instant recordedAt, boolean content, List<String> answers, int facts) {}

    /** What came of it, besides the findings in the tally. */
    record Figures(
            long facts,
            long repeats,
            int lost,
            int doubled,
            int reordered,
            int torn,
            int foundApplied,
            int foundNotApplied,
            int promisedPacks,
            int issuedPacks) {}

    /** Looks at everything. */
    Figures of(List<Book> books) throws Exception {
        try (var connection = house.connect("office")) {
            readStore(connection);
        }
        var known = new HashSet<String>();
        for (var book : books) {
            known.add(book.trustCenter());
            holdAgainstStore(book);
        }
        stored.keySet().stream()
                .filter(trustCenter -> !known.contains(trustCenter))
                .forEach(trustCenter -> tally.find(trustCenter + ": nobody wrote to this trust center"));
        var check = supplyAsync(this::check, Thread::startVirtualThread);
        readTopic();
        for (var book : books) {
            if (stored.containsKey(book.trustCenter())) {
                holdAgainstCounter(book);
                holdPacksAgainstCounter(book);
            }
        }
        check.join().ifPresent(tally::find);
        return new Figures(
                facts,
                repeats,
                lost,
                doubled,
                reordered,
                torn,
                foundApplied,
                foundNotApplied,
                promisedPacks,
                issuedPacks);
    }

    /** What the services find when they prove the same of themselves; empty if all of it agrees. */
    private Optional<String> check() {
        var said = new ByteArrayOutputStream();
        var code = house.parts().check(new PrintStream(said, true, StandardCharsets.UTF_8));
        return code == 0
                ? Optional.empty()
                : Optional.of("The check of office and counter ends with %d: %s"
                        .formatted(code, said.toString(StandardCharsets.UTF_8).strip()));
    }

    private void readStore(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(2_000);
            try (var rows = statement.executeQuery(
                    "select trust_center, position, commit_position, recorded_at, content, bytes from public_fact"
                            + " order by trust_center, position")) {
                while (rows.next()) {
                    keep(
                            rows.getString(1),
                            rows.getLong(2),
                            rows.getLong(3),
                            rows.getObject(4, OffsetDateTime.class).toInstant(),
                            rows.getBoolean(5),
                            rows.getBytes(6));
                }
            }
            try (var rows = statement.executeQuery("select trust_center, position from ledger")) {
                while (rows.next()) {
                    var positions =
                            digests.getOrDefault(rows.getString(1), List.of()).size();
                    if (positions != rows.getLong(2)) {
                        tally.find("%s: the ledger stands at %d and has %d facts"
                                .formatted(rows.getString(1), rows.getLong(2), positions));
                    }
                }
            }
        }
        connection.rollback();
    }

    private void keep(
            String trustCenter, long position, long commitPosition, Instant recordedAt, boolean content, byte[] bytes) {
        facts++;
        var all = digests.computeIfAbsent(trustCenter, absent -> new ArrayList<>());
        all.add(digest(bytes));
        if (position != all.size()) {
            lost++;
            tally.find("%s: the store has position %d as its %dth".formatted(trustCenter, position, all.size()));
        }
        var commits = stored.computeIfAbsent(trustCenter, absent -> new ArrayList<>());
        var last = commits.isEmpty() ? null : commits.getLast();
        if (last == null || last.position() != commitPosition) {
            if (last != null && !recordedAt.isAfter(last.recordedAt())) {
                reordered++;
                tally.find("%s: position %d was recorded %s, not after %s"
                        .formatted(trustCenter, position, recordedAt, last.recordedAt()));
            }
            commits.add(new StoredCommit(commitPosition, recordedAt, content, new ArrayList<>(), 1));
        } else {
            commits.set(
                    commits.size() - 1,
                    new StoredCommit(commitPosition, last.recordedAt(), content, last.answers(), last.facts() + 1));
        }
        var fact = JsonMapper.shared().readTree(bytes);
        if (fact.path("type").asString().contains("answers.published")) {
            commits.getLast().answers().add(said(fact.at("/data/content/text/en")));
        } else if (fact.path("type").asString().contains("packs.issued")) {
            issued.computeIfAbsent(trustCenter, absent -> new ArrayList<>())
                    .add(fact.at("/data/pack").asString());
        }
    }

    private static String said(JsonNode text) {
        var matcher = VERSION.matcher(text.asString());
        return matcher.find() ? matcher.group(1) + "/" + matcher.group(2) : "?";
    }

    private static boolean says(StoredCommit commit, Change change) {
        return commit.facts() == change.facts()
                && new HashSet<>(commit.answers()).equals(expected(change))
                && commit.answers().size() == change.versions().size();
    }

    private static HashSet<String> expected(Change change) {
        var expected = new HashSet<String>();
        change.versions().forEach((number, version) -> expected.add(number + "/" + version));
        return expected;
    }

    private void holdAgainstStore(Book book) {
        var trustCenter = book.trustCenter();
        var left = new TreeMap<Long, StoredCommit>();
        stored.getOrDefault(trustCenter, List.of()).stream()
                .filter(StoredCommit::content)
                .forEach(commit -> left.put(commit.position(), commit));
        var last = new Commit(0, Instant.MIN, new Change(false, Map.of()));
        for (var commit : book.commits()) {
            var found = left.remove(commit.position());
            if (found == null) {
                lost++;
                tally.find("%s: the acknowledged position %d is not there".formatted(trustCenter, commit.position()));
            } else if (!says(found, commit.change())) {
                torn++;
                tally.find("%s: position %d is acknowledged and says something else"
                        .formatted(trustCenter, commit.position()));
            } else if (!found.recordedAt().equals(commit.recordedAt())) {
                tally.find("%s: position %d is acknowledged as recorded %s and is stored as %s"
                        .formatted(trustCenter, commit.position(), commit.recordedAt(), found.recordedAt()));
            }
            if (commit.position() <= last.position() || !commit.recordedAt().isAfter(last.recordedAt())) {
                reordered++;
                tally.find("%s: position %d was acknowledged after %d"
                        .formatted(trustCenter, commit.position(), last.position()));
            }
            last = commit;
        }
        book.unknown().ifPresent(open -> holdOpenAgainstStore(book, open, left));
        left.values().forEach(commit -> explain(book, commit));
    }

    private void holdOpenAgainstStore(Book book, Change open, Map<Long, StoredCommit> left) {
        var found = left.values().stream().filter(commit -> says(commit, open)).findFirst();
        if (found.isPresent()) {
            foundApplied++;
            left.remove(found.get().position());
            if (book.deniedUnknown()) {
                tally.find("%s: an answer said that nothing was recorded, and position %d was"
                        .formatted(book.trustCenter(), found.get().position()));
            }
        } else {
            foundNotApplied++;
        }
    }

    private void explain(Book book, StoredCommit commit) {
        var twice = book.commits().stream().anyMatch(other -> says(commit, other.change()))
                || book.unknown().filter(open -> says(commit, open)).isPresent();
        if (twice) {
            doubled++;
            tally.find("%s: position %d says once more what was asked for once"
                    .formatted(book.trustCenter(), commit.position()));
        } else {
            torn++;
            tally.find("%s: position %d says what nobody asked for, or a part of it"
                    .formatted(book.trustCenter(), commit.position()));
        }
    }

    private void readTopic() {
        var reached = new HashMap<String, Integer>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        house.kafkaAddress(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end(ends, partition))) {
                consumer.poll(POLL).forEach(record -> receive(record.key(), record.value(), reached));
            }
        }
        digests.forEach((trustCenter, all) -> {
            if (reached.getOrDefault(trustCenter, 0) != all.size()) {
                lost++;
                tally.find("%s: the topic ends at position %d and the store at %d"
                        .formatted(trustCenter, reached.getOrDefault(trustCenter, 0), all.size()));
            }
        });
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return Optional.ofNullable(ends.get(partition)).orElse(0L);
    }

    private void receive(String trustCenter, byte[] bytes, Map<String, Integer> reached) {
        var position = Integer.parseInt(
                JsonMapper.shared().readTree(bytes).path("position").asString());
        var last = reached.getOrDefault(trustCenter, 0);
        var kept = digests.getOrDefault(trustCenter, List.of());
        if (position > kept.size() || !Arrays.equals(kept.get(position - 1), digest(bytes))) {
            tally.find("%s: position %d on the topic is not the fact in the store".formatted(trustCenter, position));
        }
        if (position > last + 1) {
            reordered++;
            tally.find("%s: position %d follows %d on the topic".formatted(trustCenter, position, last));
        }
        if (position <= last) {
            repeats++;
        } else {
            reached.put(trustCenter, position);
        }
    }

    private void holdAgainstCounter(Book book) {
        var trustCenter = book.trustCenter();
        var position = digests.getOrDefault(trustCenter, List.of()).size();
        try {
            var view = JsonMapper.shared()
                    .readTree(desk.read("/api/v1/trust-centers/%s?min-position=%d".formatted(trustCenter, position)));
            if (view.path("position").asInt() != position) {
                tally.find("%s: the counter is at position %d and the store at %d"
                        .formatted(trustCenter, view.path("position").asInt(), position));
            }
            var expected = new HashMap<String, String>();
            book.versions().forEach((number, version) -> expected.put(Book.id(number), number + "/" + version));
            appliedOpen(book)
                    .ifPresent(change -> change.versions()
                            .forEach((number, version) -> expected.put(Book.id(number), number + "/" + version)));
            var seen = new HashMap<String, String>();
            for (var answer : view.path("answers")) {
                var before = seen.put(answer.path("id").asString(), said(answer.at("/content/text/en")));
                if (before != null) {
                    doubled++;
                    tally.find("%s: the counter shows %s twice".formatted(trustCenter, answer.path("id")));
                }
            }
            if (!seen.equals(expected)) {
                var wrong = new HashMap<>(expected);
                wrong.entrySet().removeAll(seen.entrySet());
                lost += wrong.size();
                tally.find("%s: the counter shows %d answers, %d of %d not as acknowledged"
                        .formatted(trustCenter, seen.size(), wrong.size(), expected.size()));
            }
        } catch (IOException e) {
            tally.find("%s: the counter does not show it: %s".formatted(trustCenter, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Change> appliedOpen(Book book) {
        return book.unknown()
                .filter(open -> stored.getOrDefault(book.trustCenter(), List.of()).stream()
                        .anyMatch(commit -> commit.content() && says(commit, open)));
    }

    private void holdPacksAgainstCounter(Book book) {
        var trustCenter = book.trustCenter();
        var facts = issued.getOrDefault(trustCenter, List.of());
        issuedPacks += facts.size();
        promisedPacks += book.packs().size();
        if (new HashSet<>(facts).size() != facts.size()) {
            doubled++;
            tally.find("%s: a pack is registered twice".formatted(trustCenter));
        }
        try {
            var listed = new HashMap<String, JsonNode>();
            var register = "/api/v1/trust-centers/%s/packs?limit=500".formatted(trustCenter);
            while (register != null) {
                var page = JsonMapper.shared().readTree(desk.read(register));
                page.path("packs").forEach(pack -> listed.put(pack.path("pack").asString(), pack));
                register = page.path("next").isString() ? page.path("next").asString() : null;
            }
            if (!listed.keySet().containsAll(facts)) {
                tally.find("%s: the counter lists %d of %d issued packs"
                        .formatted(trustCenter, listed.size(), facts.size()));
            }
            for (var promised : book.packs()) {
                var pack = listed.get(promised);
                if (pack == null) {
                    lost++;
                    tally.find("%s: pack %s was promised and did not come".formatted(trustCenter, promised));
                } else if (!HexFormat.of()
                        .formatHex(digest(desk.read(pack.path("href").asString())))
                        .equals(pack.path("sealedSha256").asString())) {
                    tally.find("%s: the file of pack %s is not the one registered".formatted(trustCenter, promised));
                }
            }
        } catch (IOException e) {
            tally.find("%s: packs cannot be had: %s".formatted(trustCenter, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
