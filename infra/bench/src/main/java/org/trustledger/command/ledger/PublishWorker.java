package org.trustledger.command.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.trustledger.bench.Worker;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Statement;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.json.JsonMapper;

/** Publishes answers through the ledger, and the same rows without it. */
public final class PublishWorker {
    private static final int WRITERS = 8;
    private static final int ITEMS = 160;
    private static final String ACTOR = "actor-0123456789abcdef";
    private static final String CORRELATION = "9f86d081884c7d659a2feaa0c55ad015";
    private static final LocalizedText REASON = LocalizedText.of("en", "Reviewed once more");
    private static final LocalizedText QUESTION = LocalizedText.of("en", "How is what we store with you encrypted?");
    private static final LocalizedText TEXT = LocalizedText.of(
            "en", "What is stored is encrypted, and what is encrypted is stored twice, in two halls. ".repeat(5));

    private final HikariDataSource ours;
    private final HikariDataSource raw;
    private final Ledger ledger;
    private final FactCodec codec = new FactCodec();
    private final JsonMapper json = FactCodec.mapper();
    private final Clock clock = Clock.systemUTC();
    private long rounds;
    private long published;

    private PublishWorker(HikariDataSource ours, HikariDataSource raw) {
        this.ours = ours;
        this.raw = raw;
        var jdbc = new JdbcTemplate(ours);
        var axon = new Axon();
        var transactions = axon.axonTransactions(new JdbcTransactionManager(ours));
        var store = axon.eventStore(
                axon.axonConnections(ours), transactions, new EventNames(List.<OccurrenceName>of()), jdbc);
        this.ledger = new Ledger(store, transactions, jdbc, clock, recorded -> {});
    }

    public static void main(String[] args) throws Exception {
        var worker = new PublishWorker(pool(args[0], args[1], args[2]), pool(args[3], args[4], args[5]));
        Worker.serve(Map.of(
                "ours", words -> worker.throughLedger(Integer.parseInt(words.getFirst())),
                "raw", words -> worker.withoutLedger(Integer.parseInt(words.getFirst()))));
    }

    // As the office's application.yml has it.
    private static HikariDataSource pool(String url, String user, String password) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(WRITERS);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(pool);
    }

    private double throughLedger(int commits) throws Exception {
        var start = published;
        published += commits;
        return inParallel(commits, writer -> () -> {
            for (var i = start; i < start + commits; i++) {
                var number = i;
                ledger.record(writer, ACTOR, CORRELATION, moment -> List.of(answer(number, moment.recordedAt())));
            }
            return writer;
        });
    }

    private double withoutLedger(int commits) throws Exception {
        var start = rounds;
        rounds += commits;
        var rows = new HashMap<TrustCenterId, List<Row>>();
        for (var writer : writers()) {
            var own = new ArrayList<Row>(commits);
            for (var i = start; i < start + commits; i++) {
                own.add(row(writer, i));
            }
            rows.put(writer, own);
        }
        return inParallel(commits, writer -> () -> {
            try (var connection = raw.getConnection()) {
                insert(connection, writer, rows.getOrDefault(writer, List.of()));
            }
            return writer;
        });
    }

    private interface Writing {
        Callable<?> as(TrustCenterId trustCenter);
    }

    private static double inParallel(int commits, Writing writing) throws Exception {
        var work = writers().stream().map(writing::as).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begin = System.nanoTime();
            for (var done : threads.invokeAll(new ArrayList<Callable<Object>>(
                    work.stream().<Callable<Object>>map(each -> each::call).toList()))) {
                done.get();
            }
            return WRITERS * commits / ((System.nanoTime() - begin) / 1e9);
        }
    }

    private static List<TrustCenterId> writers() {
        var writers = new ArrayList<TrustCenterId>();
        for (var i = 1; i <= WRITERS; i++) {
            writers.add(new TrustCenterId("writer-" + i));
        }
        return writers;
    }

    private static AnswerPublished answer(long number, Instant from) {
        return new AnswerPublished(
                new Statement("answer-" + number % ITEMS, (int) (number / ITEMS) + 1, from, null, REASON, null),
                new Answer(1_000 + number % ITEMS, "encryption", List.of("gdpr", "nis2"), QUESTION, TEXT));
    }

    /** All that the ledger would have written, made before the time is taken. */
    private record Row(
            String aggregate,
            long sequence,
            long position,
            Instant recordedAt,
            String item,
            String eventId,
            byte[] payload,
            byte[] about,
            byte[] bytes) {}

    private Row row(TrustCenterId trustCenter, long number) {
        var recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var fact = answer(number, recordedAt);
        var position = number + 1;
        var item = "answers/" + fact.statement().item();
        return new Row(
                trustCenter + "/" + item,
                number / ITEMS,
                position,
                recordedAt,
                item,
                UUID.randomUUID().toString(),
                json.writeValueAsBytes(fact),
                json.writeValueAsBytes(Map.of("actor", ACTOR, "correlationId", CORRELATION, "position", position)),
                codec.write(
                        new PublicFact(trustCenter, position, position, recordedAt, ACTOR, null, CORRELATION, fact)));
    }

    private static void insert(Connection connection, TrustCenterId trustCenter, List<Row> rows) throws SQLException {
        connection.setAutoCommit(false);
        try (var first = connection.prepareStatement(
                        "insert into ledger (trust_center) values (?) on conflict do nothing");
                var event = connection.prepareStatement("""
                        insert into domain_event (event_identifier, aggregate_identifier, sequence_number, aggregate_type,
                          recorded_at, payload_type, payload_revision, payload, meta_data)
                        values (?, ?, ?, 'answers', ?, 'answers.published', '1', ?, ?)""");
                var fact = connection.prepareStatement("""
                        insert into public_fact (trust_center, position, commit_position, recorded_at, item, content,
                          valid_from, valid_to, bytes) values (?, ?, ?, ?, ?, true, ?, null, ?)""");
                var head = connection.prepareStatement("""
                        update ledger set position = ?, recorded_at = ?, content_position = ?, content_recorded_at = ?
                        where trust_center = ?""")) {
            first.setString(1, trustCenter.value());
            first.executeUpdate();
            connection.commit();
            for (var row : rows) {
                var moment = row.recordedAt().atOffset(ZoneOffset.UTC);
                event.setString(1, row.eventId());
                event.setString(2, row.aggregate());
                event.setLong(3, row.sequence());
                event.setObject(4, moment);
                event.setBytes(5, row.payload());
                event.setBytes(6, row.about());
                event.executeUpdate();
                fact.setString(1, trustCenter.value());
                fact.setLong(2, row.position());
                fact.setLong(3, row.position());
                fact.setObject(4, moment);
                fact.setString(5, row.item());
                fact.setObject(6, moment);
                fact.setBytes(7, row.bytes());
                fact.executeUpdate();
                head.setLong(1, row.position());
                head.setObject(2, moment);
                head.setLong(3, row.position());
                head.setObject(4, moment);
                head.setString(5, trustCenter.value());
                head.executeUpdate();
                connection.commit();
            }
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
