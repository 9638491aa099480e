package org.trustledger.query.ledger;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.query.platform.Task;

/**
 * Makes all views anew from the topic, in tables beside the live ones, and then lets them take their place. One
 * transaction from the first table to the switch: whatever ends it early leaves nothing but the live views as they
 * were.
 *
 * <p>Runs beside counters that serve and take in facts. Only for the switch itself do they wait with their writing.
 */
@Component("rebuild")
class Rebuild implements Task {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS_FOR_THE_LIVE_HEAD = 150;
    private static final int LOOKS_AHEAD = 3;
    private static final int BATCHES_AHEAD = 2;
    private static final int WRITES_AHEAD = 3;
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(2);

    private final FactTopic topic;
    private final ViewSchema schema;
    private final Ledger ledger;
    private final CommitIntake intake;
    private final List<Projection> projections;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Rebuild(
            FactTopic topic,
            ViewSchema schema,
            Ledger ledger,
            CommitIntake intake,
            List<Projection> projections,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.topic = topic;
        this.schema = schema;
        this.ledger = ledger;
        this.intake = intake;
        this.projections = List.copyOf(projections);
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public int run(Set<String> options, PrintStream out) {
        if (!options.isEmpty()) {
            out.println("rebuild takes no options.");
            return COULD_NOT;
        }
        try {
            transaction.executeWithoutResult(status -> {
                mustBeAlone();
                schema.dropLeftovers();
            });
            transaction.executeWithoutResult(status -> fillAndSwitch(out));
        } catch (CannotRebuild e) {
            out.println(e.getMessage());
            return DISAGREES;
        } catch (KafkaException | DataAccessException | TransactionException | IllegalStateException e) {
            LOG.error("The rebuild was broken off", e);
            out.printf("The views stay as they were: %s%n", e.getMessage());
            return COULD_NOT;
        }
        dropTheOldOnes(out);
        return DONE;
    }

    private void mustBeAlone() {
        if (!schema.isMine()) {
            throw new IllegalStateException("another rebuild or check is under way; try again when it has ended");
        }
        var strangers = schema.strangers();
        if (!strangers.isEmpty()) {
            throw new IllegalStateException(
                    "the schema of views holds what a rebuild cannot make anew: %s".formatted(strangers));
        }
    }

    private void fillAndSwitch(PrintStream out) {
        mustBeAlone();
        schema.begin();
        var begun = clock.instant();
        var state = new IntakeState(clock);
        try (var consumer = topic.open()) {
            var topicId = topic.id();
            var partitions = topic.partitions(consumer);
            var reading = new FactReading(consumer, partitions, Map.of(), List.of(), state);
            out.printf("Reading the facts of the topic %s.%n", topic.name());
            var facts = fill(reading, consumer.endOffsets(partitions), begun, out);
            out.printf("%s; building the indexes.%n", amount(facts, begun));
            schema.complete();
            intake.apply(new TreeMap<>(), topic.name(), topicId, reading.offsets());
            for (var look = 0; look < LOOKS_AHEAD; look++) {
                facts += catchUp(reading, topicId, consumer.endOffsets(partitions));
            }
            mustBeWhole(state);
            schema.holdTheLiveOnes();
            facts += catchUpWithTheLiveOnes(reading, topicId);
            mustBeWhole(state);
            var heads = ledger.heads();
            schema.switchOver();
            out.printf("%s, indexes included; the new views take over.%n", amount(facts, begun));
            heads.stream()
                    .map(head -> "%s: position %d".formatted(head.trustCenter(), head.position()))
                    .sorted()
                    .forEach(out::println);
        }
    }

    private long fill(FactReading reading, Map<TopicPartition, Long> ends, Instant begun, PrintStream out) {
        var facts = new AtomicLong();
        try (var writes = new Ahead<Runnable>(
                "rows", WRITES_AHEAD, store -> facts.set(prepare(reading, ends, begun, out, new WritesAhead(store))))) {
            for (var write = writes.next(); write != null; write = writes.next()) {
                write.run();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return facts.get();
    }

    // While one thread reads and decodes and one prepares rows, that of the transaction waits for the database.
    private long prepare(
            FactReading reading, Map<TopicPartition, Long> ends, Instant begun, PrintStream out, Writing writing)
            throws InterruptedException {
        var fillings = new ArrayList<Filling>();
        projections.forEach(projection -> fillings.add(projection.fill(writing)));
        fillings.add(new CommitFilling(jdbc, writing));
        long facts = 0;
        var nextReport = begun.plus(BETWEEN_REPORTS);
        try (var ahead = new Ahead<FactReading.Taken>("facts", BATCHES_AHEAD, store -> read(reading, ends, store))) {
            for (var taken = ahead.next(); taken != null; taken = ahead.next()) {
                for (var commits : taken.commits().values()) {
                    fillings.forEach(filling -> filling.on(commits));
                    facts += commits.size();
                }
                if (clock.instant().isAfter(nextReport)) {
                    var soFar = facts;
                    writing.later(() -> out.printf("%s%n", amount(soFar, begun)));
                    nextReport = clock.instant().plus(BETWEEN_REPORTS);
                }
            }
        }
        fillings.forEach(Filling::finish);
        return facts;
    }

    private static void read(FactReading reading, Map<TopicPartition, Long> ends, Ahead.Store<FactReading.Taken> store)
            throws InterruptedException {
        while (!reading.hasReached(ends)) {
            var taken = reading.next(POLL);
            reading.kept(taken);
            store.put(taken);
        }
    }

    private static KafkaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaException("Interrupted", e);
    }

    private long catchUp(FactReading reading, String topicId, Map<TopicPartition, Long> ends) {
        long facts = 0;
        while (!reading.hasReached(ends)) {
            facts += take(reading, topicId);
        }
        return facts;
    }

    // Who has seen a position at the counter must not lose sight of it.
    private long catchUpWithTheLiveOnes(FactReading reading, String topicId) {
        long facts = 0;
        for (var poll = 0; poll < POLLS_FOR_THE_LIVE_HEAD; poll++) {
            if (behindTheLiveOnes().isEmpty()) {
                return facts;
            }
            facts += take(reading, topicId);
        }
        throw new CannotRebuild(
                "The topic %s ends before what the views show, so they stay as they were. Behind are %s: have the facts published again first."
                        .formatted(topic.name(), behindTheLiveOnes()));
    }

    private List<String> behindTheLiveOnes() {
        return jdbc.queryForList("""
                select format('%s (position %s of %s)', live.id, coalesce(next.position, 0), live.position)
                from views.trust_center live left join trust_center next on next.id = live.id
                where live.position > coalesce(next.position, 0) order by live.id""", String.class);
    }

    private long take(FactReading reading, String topicId) {
        var taken = reading.next(POLL);
        if (taken.isNothing()) {
            return 0;
        }
        intake.apply(taken.commits(), topic.name(), topicId, taken.nextOffsets());
        reading.kept(taken);
        return taken.commits().values().stream().mapToLong(List::size).sum();
    }

    private void mustBeWhole(IntakeState state) {
        if (!state.stopped().isEmpty()) {
            throw new CannotRebuild("The topic %s is not whole, so the views stay as they were: %s"
                    .formatted(topic.name(), state.stopped()));
        }
    }

    private void dropTheOldOnes(PrintStream out) {
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.execute("set local lock_timeout = '20s'");
                schema.dropLeftovers();
            });
        } catch (DataAccessException e) {
            LOG.warn("The old views stay", e);
            out.println("The old views are still being read; the next rebuild removes them.");
        }
    }

    private String amount(long facts, Instant begun) {
        var millis = Math.max(1, Duration.between(begun, clock.instant()).toMillis());
        return String.format(
                Locale.ROOT, "%,d facts in %.1f s (%,d a second)", facts, millis / 1000.0, facts * 1000 / millis);
    }

    /** Hands what is to be written to the thread of the transaction. */
    private record WritesAhead(Ahead.Store<Runnable> store) implements Writing {
        @Override
        public void later(Runnable write) {
            try {
                store.put(write);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        @Override
        public <T> T now(Supplier<T> question) {
            var answer = new FutureTask<>(question::get);
            later(answer);
            try {
                return answer.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }
}
