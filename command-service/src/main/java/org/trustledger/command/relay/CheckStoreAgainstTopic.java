package org.trustledger.command.relay;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.command.ledger.WithheldParts;
import org.trustledger.command.platform.Sha256;
import org.trustledger.command.platform.Task;
import org.trustledger.events.AccessFact;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.FactType;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PublicFact;
import org.trustledger.events.ReviewChanged;
import org.trustledger.events.UnreadableFact;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the store against itself and against the topic, up to the positions there were when it began, so that it may
 * run beside a working office. Reads only, and holds no more in memory than a batch.
 *
 * <p>The digest of a trust center at position n is the SHA-256 over the SHA-256 of each fact's exact bytes, in position
 * order from 1 to n, one after the other.
 *
 * <p>Options: {@code --json} for machines, {@code --wait=30s} how long to wait for the relay to have sent everything.
 */
final class CheckStoreAgainstTopic implements Task {
    private static final int BATCH = 1_000;
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;
    private final Broker broker;
    private final Topics topics;
    private final FactCodec codec = new FactCodec();
    private final JsonMapper json = FactCodec.mapper();

    CheckStoreAgainstTopic(JdbcTemplate jdbc, PlatformTransactionManager transactions, Broker broker, Topics topics) {
        this.jdbc = jdbc;
        this.broker = broker;
        this.topics = topics;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** A trust center's row in the ledger, as it was when the check began. */
    private record Row(
            String trustCenter,
            long position,
            @Nullable Instant recordedAt,
            long contentPosition,
            @Nullable Instant contentRecordedAt,
            long accessPosition) {}

    /**
     * What was found of a trust center.
     *
     * @param digest in hexadecimal digits
     */
    record Summary(String trustCenter, long facts, long position, long contentPosition, String digest) {
        @Override
        public String toString() {
            return "%s: %d facts, position %d, sha256 %s".formatted(trustCenter, facts, position, digest);
        }
    }

    /** The answer for machines. */
    record Answer(
            boolean agrees, List<Summary> trustCenters, List<Findings.Finding> disagreements, long moreDisagreements) {}

    @Override
    public int run(ApplicationArguments arguments, PrintStream out) throws InterruptedException {
        // A fetch size only works inside a transaction, and a batch of facts must fit into memory.
        jdbc.setFetchSize(BATCH / 4);
        var findings = new Findings();
        var summaries = new ArrayList<Summary>();
        var rows = new LinkedHashMap<String, Row>();
        reading.executeWithoutResult(_ -> {
            rows().forEach(row -> rows.put(row.trustCenter(), row));
            rows.values().forEach(row -> summaries.add(checkFacts(row, findings)));
            checkEvents(rows, findings);
        });
        waitForTheRelay(rows, patience(arguments));
        checkTopic(rows, findings);
        report(arguments.containsOption("json"), summaries, findings, out);
        return findings.found().isEmpty() ? AGREES : DISAGREES;
    }

    private static Duration patience(ApplicationArguments arguments) {
        var given = arguments.getOptionValues("wait");
        if (given == null || given.isEmpty()) {
            return WAIT;
        }
        try {
            return DurationStyle.detectAndParse(given.getFirst());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--wait=%s is no duration: say how long, such as 30s".formatted(given.getFirst()), e);
        }
    }

    private void report(boolean forMachines, List<Summary> summaries, Findings findings, PrintStream out) {
        var found = findings.found();
        if (forMachines) {
            out.println(json.writeValueAsString(new Answer(found.isEmpty(), summaries, found, findings.more())));
            return;
        }
        found.forEach(out::println);
        if (findings.more() > 0) {
            out.println("and %d more disagreements".formatted(findings.more()));
        }
        if (found.isEmpty()) {
            summaries.forEach(out::println);
        }
    }

    private List<Row> rows() {
        return jdbc.query(
                """
                select trust_center, position, recorded_at, content_position, content_recorded_at, access_position from ledger
                order by trust_center""",
                (row, _) -> new Row(
                        row.getString(1),
                        row.getLong(2),
                        instant(row, 3),
                        row.getLong(4),
                        instant(row, 5),
                        row.getLong(6)));
    }

    private Summary checkFacts(Row row, Findings findings) {
        var walk = new Walk(row, findings);
        jdbc.query("""
                select f.position, f.commit_position, f.recorded_at, f.item, f.content, f.valid_from, f.valid_to, f.bytes,
                  encode(sha256(w.bytes), 'hex')
                from public_fact f left join withheld_part w on w.trust_center = f.trust_center and w.position = f.position
                where f.trust_center = ? and f.position <= ? order by f.position""", walk::take, row.trustCenter(), row.position());
        return walk.end();
    }

    /** The way through one trust center's facts in the store. */
    private final class Walk {
        private final Row row;
        private final Findings findings;
        private final MessageDigest chain = Sha256.fresh();
        private long facts;
        private long last;
        private long commitEnd;
        private Instant commitMoment = Instant.MIN;
        private long contentPosition;
        private @Nullable Instant contentMoment;
        private long accessPosition;

        Walk(Row row, Findings findings) {
            this.row = row;
            this.findings = findings;
        }

        void take(ResultSet stored) throws SQLException {
            var position = stored.getLong(1);
            var commit = stored.getLong(2);
            var moment = requireNonNull(instant(stored, 3));
            var bytes = stored.getBytes(8);
            if (position != last + 1) {
                found(last + 1, "the store has %s instead".formatted(new Positions.Run(position, position)));
            }
            if (last == commitEnd) {
                if (!moment.isAfter(commitMoment)) {
                    found(position, "recorded at %s, not after the commit before, %s".formatted(moment, commitMoment));
                }
                commitEnd = commit;
                commitMoment = moment;
            } else {
                if (commit != commitEnd) {
                    found(position, "says its commit ends at %d, the facts before say %d".formatted(commit, commitEnd));
                    commitEnd = commit;
                }
                if (!moment.equals(commitMoment)) {
                    found(position, "recorded at %s, the rest of its commit at %s".formatted(moment, commitMoment));
                }
            }
            if (stored.getBoolean(5)) {
                contentPosition = position;
                contentMoment = moment;
            }
            chain.update(Sha256.fresh().digest(bytes));
            facts++;
            last = position;
            checkBytes(stored, position, commit, moment, bytes);
        }

        private void checkBytes(ResultSet stored, long position, long commit, Instant moment, byte[] bytes)
                throws SQLException {
            PublicFact fact;
            try {
                fact = codec.read(bytes);
            } catch (UnreadableFact e) {
                found(position, "its bytes cannot be read: %s".formatted(e.getMessage()));
                return;
            }
            differ(position, "trust center", fact.trustCenter().value(), row.trustCenter());
            differ(position, "position", fact.position(), position);
            differ(position, "end of its commit", fact.commitPosition(), commit);
            differ(position, "moment", fact.recordedAt(), moment);
            var withheld = WithheldParts.sha256Of(fact.fact());
            if (withheld != null) {
                differ(position, "digest of what is withheld", withheld, stored.getString(9));
            }
            if (fact.fact() instanceof AccessFact) {
                accessPosition = position;
            }
            var kind = FactType.of(fact.fact()).kind();
            var content = fact.fact() instanceof ContentFact of ? of.statement() : null;
            differ(position, "item", kind + "/" + itemOf(fact), stored.getString(4));
            var isContent = content != null || fact.fact() instanceof AccessFact;
            differ(position, "being content", isContent, stored.getBoolean(5));
            differ(position, "begin of validity", content == null ? null : content.validFrom(), instant(stored, 6));
            differ(position, "end of validity", content == null ? null : content.validTo(), instant(stored, 7));
        }

        private void differ(long position, String what, @Nullable Object inBytes, @Nullable Object inRow) {
            if (!Objects.equals(inBytes, inRow)) {
                found(position, "%s in its bytes is %s, in its row %s".formatted(what, inBytes, inRow));
            }
        }

        Summary end() {
            if (last != row.position()) {
                found(last + 1, "not in the store, though the ledger reached %d".formatted(row.position()));
            } else if (last != commitEnd) {
                found(last, "the last in the store, though its commit ends at %d".formatted(commitEnd));
            }
            if (row.recordedAt() != null && !row.recordedAt().equals(commitMoment)) {
                found(last, "recorded at %s, the ledger says %s".formatted(commitMoment, row.recordedAt()));
            }
            if (contentPosition != row.contentPosition() || !Objects.equals(contentMoment, row.contentRecordedAt())) {
                found(
                        contentPosition,
                        "the last content, recorded at %s; the ledger says position %d, recorded at %s"
                                .formatted(contentMoment, row.contentPosition(), row.contentRecordedAt()));
            }
            if (accessPosition != row.accessPosition()) {
                found(accessPosition, "the last about access; the ledger says %d".formatted(row.accessPosition()));
            }
            return new Summary(
                    row.trustCenter(),
                    facts,
                    last,
                    contentPosition,
                    HexFormat.of().formatHex(chain.digest()));
        }

        private void found(long position, String what) {
            findings.add(row.trustCenter(), position, what);
        }
    }

    private static String itemOf(PublicFact fact) {
        return switch (fact.fact()) {
            case ContentFact content -> content.statement().item();
            case AccessFact access -> access.item();
            case AnswerConfirmed confirmed -> confirmed.id();
            case PackIssued issued -> issued.pack();
            case ReviewChanged _ -> ReviewChanged.ITEM;
        };
    }

    // A trust center's events lie in position order, because they were appended under its lock.
    private void checkEvents(Map<String, Row> rows, Findings findings) {
        var lasts = new HashMap<String, Long>();
        var from = new long[] {0};
        var seen = new int[] {BATCH};
        while (seen[0] == BATCH) {
            seen[0] = 0;
            jdbc.query(
                    """
                    select e.global_index, e.trust_center, e.position,
                      case
                        when f.position is null then 'the event has no fact'
                        when e.aggregate_identifier <> e.trust_center || '/' || f.item then 'the event is of '
                          || e.aggregate_identifier || ', the fact of ' || f.item
                        when e.recorded_at <> f.recorded_at then 'the event was recorded at another moment than the fact'
                        when substr(f.bytes, length(f.bytes) - length(e.payload) - 7) <>
                          '"data":'::bytea || e.payload || '}'::bytea then 'the event says something else than the fact'
                      end
                    from (select global_index, aggregate_identifier, recorded_at, payload,
                            split_part(aggregate_identifier, '/', 1) as trust_center,
                            (convert_from(meta_data, 'UTF8')::jsonb ->> 'position')::bigint as position
                          from domain_event where global_index > ? order by global_index limit ?) as e
                      left join public_fact f on f.trust_center = e.trust_center and f.position = e.position
                    order by e.global_index""",
                    event -> {
                        from[0] = event.getLong(1);
                        seen[0]++;
                        checkEvent(rows, lasts, event, findings);
                    },
                    from[0],
                    BATCH);
        }
        rows.values().forEach(row -> {
            var last = lasts.getOrDefault(row.trustCenter(), 0L);
            if (last < row.position()) {
                findings.add(row.trustCenter(), last + 1, "the fact has no event");
            }
        });
    }

    private static void checkEvent(Map<String, Row> rows, Map<String, Long> lasts, ResultSet event, Findings findings)
            throws SQLException {
        var trustCenter = event.getString(2);
        var position = event.getLong(3);
        if (event.wasNull()) {
            return;
        }
        if (!rows.containsKey(trustCenter)) {
            findings.add(trustCenter, position, "an event of a trust center that the ledger does not have");
            return;
        }
        var before = lasts.getOrDefault(trustCenter, 0L);
        if (position > before + 1) {
            findings.add(trustCenter, before + 1, "the fact has no event");
        } else if (position <= before) {
            findings.add(trustCenter, position, "the fact has another event");
        }
        lasts.merge(trustCenter, position, Math::max);
        var trouble = event.getString(4);
        if (trouble != null) {
            findings.add(trustCenter, position, trouble);
        }
    }

    private Map<String, Long> checkpoints() {
        var checkpoints = new HashMap<String, Long>();
        jdbc.query("select trust_center, position from relay_checkpoint", row -> {
            checkpoints.put(row.getString(1), row.getLong(2));
        });
        return checkpoints;
    }

    private void waitForTheRelay(Map<String, Row> rows, Duration patience) throws InterruptedException {
        var never = new Semaphore(0);
        var end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            var checkpoints = checkpoints();
            if (rows.values().stream()
                    .allMatch(row -> checkpoints.getOrDefault(row.trustCenter(), 0L) >= row.position())) {
                return;
            }
            if (never.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private void checkTopic(Map<String, Row> rows, Findings findings) throws InterruptedException {
        var found = new TreeMap<String, Positions>();
        var parts = new HashMap<String, Integer>();
        var checkpoints = checkpoints();
        try (var topic = new FactsTopic(broker, topics.facts())) {
            var extent = topic.extent();
            topic.read(extent.begins(), extent.ends(), (part, records) -> {
                checkRecords(topic, records, found, findings);
                records.stream().map(ConsumerRecord::key).distinct().forEach(key -> {
                    var other = parts.putIfAbsent(key, part);
                    if (other != null && !other.equals(part)) {
                        parts.put(key, part);
                        findings.add(key, 0, "its facts lie on partitions %d and %d".formatted(other, part));
                    }
                });
            });
        }
        var ends = new HashMap<String, Long>();
        rows().forEach(row -> ends.put(row.trustCenter(), row.position()));
        found.forEach((trustCenter, positions) -> {
            var end = ends.getOrDefault(trustCenter, 0L);
            if (positions.highest() > end) {
                findings.add(
                        trustCenter, positions.highest(), "on the topic, though the ledger ends at %d".formatted(end));
            }
        });
        rows.values().forEach(row -> {
            var checkpoint = checkpoints.getOrDefault(row.trustCenter(), 0L);
            var positions = found.getOrDefault(row.trustCenter(), new Positions());
            positions
                    .missing(row.position())
                    .forEach(run -> findings.add(
                            row.trustCenter(),
                            run.first(),
                            "%s not on the topic, %s"
                                    .formatted(
                                            run.first() == run.last() ? "is" : "up to %d are".formatted(run.last()),
                                            run.first() <= checkpoint
                                                    ? "though acknowledged up to %d".formatted(checkpoint)
                                                    : "nor sent yet: acknowledged up to %d".formatted(checkpoint))));
            var end = ends.getOrDefault(row.trustCenter(), 0L);
            if (checkpoint > end) {
                findings.add(
                        row.trustCenter(), checkpoint, "acknowledged, though the ledger ends at %d".formatted(end));
            }
        });
    }

    private void checkRecords(
            FactsTopic topic,
            List<ConsumerRecord<String, byte[]>> records,
            Map<String, Positions> found,
            Findings findings) {
        var keys = new String[records.size()];
        var positions = new Long[records.size()];
        var digests = new byte[records.size()][];
        for (var i = 0; i < records.size(); i++) {
            var record = records.get(i);
            keys[i] = record.key() == null ? "" : record.key();
            positions[i] = topic.positionOf(record);
            digests[i] = Sha256.fresh().digest(record.value() == null ? new byte[0] : record.value());
            if (positions[i] == 0) {
                findings.add(
                        keys[i],
                        0,
                        "no fact at offset %d of partition %d".formatted(record.offset(), record.partition()));
            } else {
                found.computeIfAbsent(keys[i], _ -> new Positions()).add(positions[i]);
            }
        }
        jdbc.query(
                """
                select t.trust_center, t.position
                from unnest(?, ?, ?) as t (trust_center, position, digest)
                  join public_fact f on f.trust_center = t.trust_center and f.position = t.position
                where sha256(f.bytes) <> t.digest order by 1, 2""",
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, connection.createArrayOf("text", keys));
                    statement.setArray(2, connection.createArrayOf("bigint", positions));
                    statement.setArray(3, connection.createArrayOf("bytea", digests));
                },
                row -> {
                    findings.add(row.getString(1), row.getLong(2), "other bytes on the topic than in the store");
                });
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
