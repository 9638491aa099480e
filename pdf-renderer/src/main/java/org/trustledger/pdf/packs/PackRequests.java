package org.trustledger.pdf.packs;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.trustledger.pdf.platform.NotNow;
import org.trustledger.pdf.platform.Patience;
import org.trustledger.pdf.platform.PressSettings;

/**
 * Takes requests from the topic, one at a time per partition, until each is settled.
 *
 * <p>A partition whose request is being worked on is paused while polling goes on, so that a long render, or an office
 * that is away for hours, loses nobody the partition.
 */
@Component
final class PackRequests implements SmartLifecycle {
    static final String GROUP = "trust-ledger-press";

    private static final Logger LOG = LoggerFactory.getLogger(PackRequests.class);
    private static final String KAFKA = "Kafka";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FAREWELL = Duration.ofSeconds(20);
    private static final Duration BROKEN = Duration.ofSeconds(5);

    private final PressSettings settings;
    private final Press press;
    private final Office office;
    private final Patience patience;
    private final PressState state;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<TopicPartition, Work> underWay = new HashMap<>();
    private volatile boolean running;
    private volatile @Nullable Thread loop;

    PackRequests(PressSettings settings, Press press, Office office, Patience patience, PressState state) {
        this.settings = settings;
        this.press = press;
        this.office = office;
        this.patience = patience;
        this.state = state;
    }

    private record Work(long offset, Future<?> result) {}

    @Override
    public void start() {
        running = true;
        loop = Thread.ofPlatform().name("pack-requests").start(this::takeUntilStopped);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void stop() {
        running = false;
        patience.end();
        var thread = loop;
        try {
            if (thread != null) {
                thread.join(FAREWELL.plus(BROKEN));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            workers.shutdownNow();
        }
    }

    private void takeUntilStopped() {
        while (running) {
            try (var consumer = consumer()) {
                consumer.subscribe(List.of(settings.topics().packRequests()), new Handover());
                while (running) {
                    take(consumer);
                }
                finish(consumer);
            } catch (KafkaException e) {
                state.waits(KAFKA, "Kafka: %s".formatted(e.getMessage()));
                LOG.warn("Kafka gave up on us; beginning anew", e);
                abandonAll();
                pauseAfterBreak();
            }
        }
        state.left();
    }

    private void pauseAfterBreak() {
        try {
            patience.pause(BROKEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Consumer<byte[], byte[]> consumer) {
        for (var record : consumer.poll(POLL)) {
            var partition = new TopicPartition(record.topic(), record.partition());
            consumer.pause(List.of(partition));
            underWay.put(partition, new Work(record.offset(), workers.submit(() -> settle(record))));
        }
        commitSettled(consumer);
    }

    private void commitSettled(Consumer<byte[], byte[]> consumer) {
        for (var partition : List.copyOf(underWay.keySet())) {
            var work = underWay.get(partition);
            if (work == null || !work.result().isDone()) {
                continue;
            }
            underWay.remove(partition);
            if (isSettled(work)) {
                consumer.commitSync(Map.of(partition, new OffsetAndMetadata(work.offset() + 1)));
            } else {
                consumer.seek(partition, work.offset());
            }
            consumer.resume(List.of(partition));
        }
    }

    private static boolean isSettled(Work work) {
        return switch (work.result().state()) {
            case SUCCESS -> true;
            case FAILED -> {
                if (!(work.result().exceptionNow() instanceof InterruptedException)) {
                    LOG.error(
                            "A request was left unsettled; taking it again",
                            work.result().exceptionNow());
                }
                yield false;
            }
            case CANCELLED, RUNNING -> false;
        };
    }

    /** Lets what is being made become ready; what waits for somebody else is left to the next start. */
    private void finish(Consumer<byte[], byte[]> consumer) {
        for (var work : underWay.values()) {
            try {
                work.result().get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.info("A request is left to the next start");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        underWay.forEach((partition, work) -> {
            if (work.result().state() == Future.State.SUCCESS) {
                consumer.commitSync(Map.of(partition, new OffsetAndMetadata(work.offset() + 1)));
            }
        });
    }

    private void abandonAll() {
        underWay.values().forEach(work -> work.result().cancel(true));
        underWay.clear();
    }

    /** Returns when the office has accepted what became of the request. */
    private Void settle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        PackRequest request;
        try {
            request = PackRequest.read(record.value());
        } catch (UnreadableRequest e) {
            LOG.error(
                    "What stands at offset {} of {}-{} is no request and is passed over: {}",
                    record.offset(),
                    record.topic(),
                    record.partition(),
                    e.getMessage());
            return null;
        }
        try (var _ = MDC.putCloseable("correlationId", request.correlationId())) {
            var report = patience.untilItWorks(() -> press.make(request), trouble -> waitFor(request, trouble));
            if (report instanceof Report.Failed failed) {
                LOG.warn("Pack {} of {} fails: {}", request.pack(), request.trustCenter(), failed.problem());
            }
            patience.untilItWorks(
                    () -> {
                        office.accept(request, report);
                        return true;
                    },
                    trouble -> waitFor(request, trouble));
        } finally {
            state.goesOn(request.pack());
        }
        return null;
    }

    private void waitFor(PackRequest request, NotNow trouble) {
        state.waits(request.pack(), String.valueOf(trouble.getMessage()));
        LOG.warn("Pack {} of {} has to wait: {}", request.pack(), request.trustCenter(), trouble.getMessage());
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                settings.kafka()
                        .with(Map.of(
                                ConsumerConfig.GROUP_ID_CONFIG,
                                GROUP,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                1,
                                // How long the requests of a press that was killed lie before another takes them; the
                                // heartbeat is a thread of its own, so that typesetting does not hold it up.
                                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                                10_000,
                                // A topic that is made after the press has started is seen soon.
                                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                                10_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private final class Handover implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            state.joined();
            state.goesOn(KAFKA);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            for (var partition : partitions) {
                var work = underWay.remove(partition);
                if (work != null) {
                    work.result().cancel(true);
                }
            }
        }
    }
}
