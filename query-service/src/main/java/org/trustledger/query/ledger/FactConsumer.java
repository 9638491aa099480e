package org.trustledger.query.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.trustledger.events.PublicFact;

/**
 * Reads every partition of the topic of public facts, from where the database says.
 *
 * <p>Every process that serves reads all of it, without a consumer group: a restart waits for no coordinator, and each
 * process knows by itself how far the views are. Positions keep two from applying a fact twice.
 */
@Component
@ConditionalOnWebApplication
class FactConsumer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FactConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int MOST_LINES = 20;
    private static final int QUIET_POLLS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final FactTopic topic;
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final CommitIntake intake;
    private final Heads heads;
    private final IntakeState state;
    private final AtomicReference<@Nullable Run> running = new AtomicReference<>();

    FactConsumer(FactTopic topic, JdbcClient jdbc, Ledger ledger, CommitIntake intake, Heads heads, IntakeState state) {
        this.topic = topic;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.intake = intake;
        this.heads = heads;
        this.state = state;
    }

    @Override
    public void start() {
        heads.raise(ledger.heads());
        var run = new Run();
        if (running.compareAndSet(null, run)) {
            // A platform thread: there is one, and a virtual one hears of each answer by way of two others.
            run.thread = Thread.ofPlatform().daemon().name("facts").start(run);
        }
    }

    @Override
    public void stop() {
        var run = running.getAndSet(null);
        if (run != null) {
            run.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }

    /** One life of the consumer, from start to stop. */
    private final class Run implements Runnable {
        private final CountDownLatch stopping = new CountDownLatch(1);
        private final AtomicReference<@Nullable Consumer<String, byte[]>> consumer = new AtomicReference<>();
        private @Nullable Thread thread;

        void stop() {
            stopping.countDown();
            var current = consumer.get();
            if (current != null) {
                current.wakeup();
            }
            var reader = thread;
            if (reader != null) {
                try {
                    reader.join(Duration.ofSeconds(10));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void run() {
            var pause = FIRST_PAUSE;
            while (!isStopping(Duration.ZERO)) {
                try (var current = topic.open()) {
                    consumer.set(current);
                    var topicId = topic.id();
                    var reading = new FactReading(
                            current, topic.partitions(current), offsetsIn(topicId), ledger.heads(), state);
                    state.startsOver();
                    var quiet = 0;
                    while (!isStopping(Duration.ZERO)) {
                        quiet = take(reading, topicId) ? 0 : quiet + 1;
                        if (quiet == QUIET_POLLS) {
                            mustStillBe(topicId);
                            quiet = 0;
                        }
                        pause = FIRST_PAUSE;
                    }
                } catch (WakeupException e) {
                    LOG.debug("The intake of facts was asked to stop");
                } catch (KafkaException | DataAccessException | TransactionException | IllegalStateException e) {
                    // Whatever was held in memory is read again: the database knows what was applied.
                    LOG.warn("The intake of facts starts over in {}: {}", pause, e.getMessage(), e);
                    state.isInTrouble("%s; trying again".formatted(e.getMessage()));
                    if (isStopping(pause)) {
                        return;
                    }
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                } finally {
                    consumer.set(null);
                }
            }
        }

        private boolean take(FactReading reading, String topicId) {
            var taken = reading.next(POLL);
            if (!taken.isNothing()) {
                heads.raise(intake.apply(taken.commits(), topic.name(), topicId, taken.nextOffsets()));
                reading.kept(taken);
                tell(taken.commits().values());
            }
            state.reads(reading.lag());
            return !taken.isNothing();
        }

        /** Each commit under the id of the request that caused it; a whole past being read again is one line. */
        private void tell(Collection<List<PublicFact>> applied) {
            var ends = applied.stream()
                    .flatMap(List::stream)
                    .filter(PublicFact::endsCommit)
                    .toList();
            if (ends.size() > MOST_LINES) {
                LOG.info("The views show {} further commits", ends.size());
                return;
            }
            for (var end : ends) {
                try (var _ = MDC.putCloseable("correlationId", end.correlationId())) {
                    LOG.info("The views show {} at position {}", end.trustCenter(), end.position());
                }
            }
        }

        // Nothing comes from a topic that is gone, and of one that took its place only what lies behind our offset.
        private void mustStillBe(String topicId) {
            if (!topic.id().equals(topicId)) {
                throw new IllegalStateException("The topic '%s' was made anew".formatted(topic.name()));
            }
        }

        private boolean isStopping(Duration patience) {
            try {
                return stopping.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }

    private Map<Integer, Long> offsetsIn(String topicId) {
        var offsets = new HashMap<Integer, Long>();
        jdbc.sql("select part, next_offset, coalesce(topic_id = ?, true) as same from topic_offset where topic = ?")
                .params(topicId, topic.name())
                .query(row -> {
                    if (row.getBoolean("same")) {
                        offsets.put(row.getInt("part"), row.getLong("next_offset"));
                    } else {
                        LOG.info(
                                "The topic {} was made anew: partition {} is read from its beginning",
                                topic.name(),
                                row.getInt("part"));
                    }
                });
        return offsets;
    }
}
