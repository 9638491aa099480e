package org.trustledger.query.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.events.UnreadableFact;
import org.trustledger.query.platform.CounterSettings;

/**
 * Reads every partition of the topic of public facts, from where the database says.
 *
 * <p>Every process reads all of it, without a consumer group: a restart waits for no coordinator, and each process
 * knows by itself how far the views are. Positions keep two from applying a fact twice.
 */
@Component
class FactConsumer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FactConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int RECORDS_AT_ONCE = 5_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final CounterSettings settings;
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final CommitIntake intake;
    private final Heads heads;
    private final IntakeState state;
    private final FactCodec codec = new FactCodec();
    private final AtomicReference<@Nullable Run> running = new AtomicReference<>();

    FactConsumer(
            CounterSettings settings,
            JdbcClient jdbc,
            Ledger ledger,
            CommitIntake intake,
            Heads heads,
            IntakeState state) {
        this.settings = settings;
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
            run.thread = Thread.ofVirtual().name("facts").start(run);
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
                try (var current = open()) {
                    consumer.set(current);
                    var reading = new Reading(current);
                    state.startsOver();
                    while (!isStopping(Duration.ZERO)) {
                        reading.once();
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

        private boolean isStopping(Duration patience) {
            try {
                return stopping.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        private Consumer<String, byte[]> open() {
            return new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            settings.kafka().bootstrapServers(),
                            ConsumerConfig.CLIENT_ID_CONFIG,
                            "counter",
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false,
                            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                            false,
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "earliest",
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                            "read_committed",
                            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                            RECORDS_AT_ONCE),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
        }
    }

    /** The reading of all partitions by one consumer, with what it holds back. */
    private final class Reading {
        private final Consumer<String, byte[]> consumer;
        private final String topic = settings.topics().facts();
        private final Map<TrustCenterId, CommitAssembly> assemblies = new HashMap<>();
        private final Map<TrustCenterId, Integer> partitions = new HashMap<>();
        private final Map<TrustCenterId, Long> searchedFor = new HashMap<>();
        private final Map<TrustCenterId, Long> stuckAt = new HashMap<>();
        private final Map<Integer, Long> stored = new HashMap<>();

        Reading(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
            var found = consumer.partitionsFor(topic);
            if (found.isEmpty()) {
                throw new IllegalStateException("Kafka has no topic '%s' yet".formatted(topic));
            }
            var all = found.stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            jdbc.sql("select part, next_offset from topic_offset where topic = ?")
                    .param(topic)
                    .query(row -> {
                        stored.put(row.getInt("part"), row.getLong("next_offset"));
                    });
            ledger.heads()
                    .forEach(head ->
                            assemblies.put(head.trustCenter(), new CommitAssembly(head.position(), head.recordedAt())));
            consumer.assign(all);
            for (var partition : all) {
                var offset = stored.get(partition.partition());
                if (offset == null) {
                    consumer.seekToBeginning(List.of(partition));
                } else {
                    consumer.seek(partition, offset);
                }
            }
        }

        void once() {
            var records = consumer.poll(POLL);
            var whole = new TreeMap<TrustCenterId, List<PublicFact>>();
            for (var partition : records.partitions()) {
                for (var record : records.records(partition)) {
                    if (!receive(partition, record, whole)) {
                        break;
                    }
                }
            }
            var offsets = new HashMap<Integer, Long>();
            for (var partition : records.partitions()) {
                var next = nextNeeded(partition);
                if (!Long.valueOf(next).equals(stored.get(partition.partition()))) {
                    offsets.put(partition.partition(), next);
                }
            }
            if (!whole.isEmpty() || !offsets.isEmpty()) {
                heads.raise(intake.apply(whole, topic, offsets));
                stored.putAll(offsets);
            }
            state.reads(consumer.assignment().stream()
                    .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                    .sum());
        }

        /** Whether the record after this one may be read; false after a jump to another offset. */
        private boolean receive(
                TopicPartition partition,
                ConsumerRecord<String, byte[]> record,
                Map<TrustCenterId, List<PublicFact>> whole) {
            var key = record.key();
            if (key == null || record.value() == null || !TrustCenterId.isValid(key)) {
                LOG.warn("Ignored a stranger's record on {} at offset {}", partition, record.offset());
                return true;
            }
            var trustCenter = new TrustCenterId(key);
            partitions.put(trustCenter, partition.partition());
            if (stuckAt.containsKey(trustCenter)) {
                return true;
            }
            PublicFact fact;
            try {
                fact = codec.read(record.value());
            } catch (UnreadableFact e) {
                stop(trustCenter, record, e.getMessage());
                return true;
            }
            if (!fact.trustCenter().equals(trustCenter)) {
                stop(trustCenter, record, "A fact of %s came under the key of %s".formatted(fact.trustCenter(), key));
                return true;
            }
            var assembly = assemblies.computeIfAbsent(trustCenter, id -> new CommitAssembly(0, Instant.EPOCH));
            return switch (assembly.receive(fact, record.offset())) {
                case CommitAssembly.Repeat() -> true;
                case CommitAssembly.Held() -> goOn(partition, trustCenter, assembly);
                case CommitAssembly.Whole(var commit) -> {
                    whole.computeIfAbsent(trustCenter, id -> new ArrayList<>()).addAll(commit);
                    yield goOn(partition, trustCenter, assembly);
                }
                case CommitAssembly.Hole(var gap) -> searchedOrStopped(partition, trustCenter, gap);
                case CommitAssembly.Contradiction(var why) -> {
                    stop(trustCenter, record, why);
                    yield true;
                }
            };
        }

        private boolean goOn(TopicPartition partition, TrustCenterId trustCenter, CommitAssembly assembly) {
            var filled = assembly.filled();
            if (filled == null) {
                return true;
            }
            LOG.info("{}: position {} has come after all, going on", trustCenter, filled.missing());
            state.goesOn(trustCenter);
            consumer.seek(partition, filled.offset());
            return false;
        }

        private boolean searchedOrStopped(TopicPartition partition, TrustCenterId trustCenter, CommitAssembly.Gap gap) {
            // A topic that was emptied and filled again has other offsets: what is missing may lie before ours.
            if (!Long.valueOf(gap.missing()).equals(searchedFor.put(trustCenter, gap.missing()))) {
                LOG.info("{}: position {} came before {}, searching the topic", trustCenter, gap.next(), gap.missing());
                consumer.seekToBeginning(List.of(partition));
                return false;
            }
            if (!state.stopped().containsKey(trustCenter)) {
                var why = "position %d is missing: position %d came in its place".formatted(gap.missing(), gap.next());
                LOG.error("The views of {} stand still: {}", trustCenter, why);
                state.stops(trustCenter, why);
            }
            return true;
        }

        private void stop(TrustCenterId trustCenter, ConsumerRecord<String, byte[]> record, @Nullable String why) {
            LOG.error("The views of {} stand still at offset {}: {}", trustCenter, record.offset(), why);
            stuckAt.put(trustCenter, record.offset());
            state.stops(trustCenter, "offset %d: %s".formatted(record.offset(), why));
        }

        private long nextNeeded(TopicPartition partition) {
            var next = consumer.position(partition);
            for (var entry : partitions.entrySet()) {
                if (entry.getValue() != partition.partition()) {
                    continue;
                }
                var assembly = assemblies.get(entry.getKey());
                var needed = assembly == null ? null : assembly.neededFrom();
                if (needed != null) {
                    next = Math.min(next, needed);
                }
                var stuck = stuckAt.get(entry.getKey());
                if (stuck != null) {
                    next = Math.min(next, stuck);
                }
            }
            return next;
        }
    }
}
