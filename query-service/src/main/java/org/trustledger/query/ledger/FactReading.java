package org.trustledger.query.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.events.UnreadableFact;
import org.trustledger.operating.AllProcessors;

/**
 * The reading of all partitions by one consumer, with what it holds back: gives out whole commits without a gap, each
 * position once, and says of a trust center why it stands still.
 *
 * <p>Not thread-safe; whatever was held in memory is read again by the next one.
 */
final class FactReading {
    private static final Logger LOG = LoggerFactory.getLogger(FactReading.class);
    private static final int WORTH_WAITING_FOR = 5_000;

    private final Consumer<String, byte[]> consumer;
    private final IntakeState state;
    private final FactCodec codec = new FactCodec();
    private final Map<TrustCenterId, CommitAssembly> assemblies = new HashMap<>();
    private final Map<TrustCenterId, Integer> partitions = new HashMap<>();
    private final Map<TrustCenterId, Long> searchedFor = new HashMap<>();
    private final Map<TrustCenterId, Long> stuckAt = new HashMap<>();
    private final Map<Integer, Long> stored;
    private BiConsumer<PublicFact, byte[]> inOrder = (fact, bytes) -> {};

    /**
     * @param stored where to begin; a partition that is not among them is read from its beginning
     * @param known how far each trust center is known already
     */
    FactReading(
            Consumer<String, byte[]> consumer,
            List<TopicPartition> all,
            Map<Integer, Long> stored,
            Collection<Head> known,
            IntakeState state) {
        this.consumer = consumer;
        this.stored = new HashMap<>(stored);
        this.state = state;
        known.forEach(
                head -> assemblies.put(head.trustCenter(), new CommitAssembly(head.position(), head.recordedAt())));
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

    /** Shows each fact with its exact bytes once, in the order of positions; before its commit is whole. */
    void whenInOrder(BiConsumer<PublicFact, byte[]> sight) {
        inOrder = sight;
    }

    /**
     * What one look at the topic gave.
     *
     * @param commits per trust center its facts, whole commits without a gap
     * @param nextOffsets of the partitions that went on: where to go on after a restart, once the commits are kept
     */
    record Taken(SortedMap<TrustCenterId, List<PublicFact>> commits, Map<Integer, Long> nextOffsets) {
        boolean isNothing() {
            return commits.isEmpty() && nextOffsets.isEmpty();
        }
    }

    Taken next(Duration patience) {
        var records = consumer.poll(patience);
        var whole = new TreeMap<TrustCenterId, List<PublicFact>>();
        for (var partition : records.partitions()) {
            for (var decoded : decoded(records.records(partition))) {
                if (!receive(partition, decoded, whole)) {
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
        takeTurns(!records.isEmpty());
        return new Taken(whole, offsets);
    }

    // Large commits are held back one after the other: side by side they would take all the memory there is. When the
    // rest of one does not come, because it is not on the topic yet, the others go on.
    private void takeTurns(boolean goesOn) {
        consumer.resume(consumer.paused());
        var heldBack = heldBack();
        if (goesOn && heldBack.values().stream().mapToInt(Integer::intValue).sum() >= WORTH_WAITING_FOR) {
            var first = Collections.max(heldBack.entrySet(), Map.Entry.comparingByValue())
                    .getKey();
            consumer.pause(consumer.assignment().stream()
                    .filter(partition -> partition.partition() != first)
                    .toList());
        }
    }

    /** How many facts wait for the rest of their commit, by partition. */
    Map<Integer, Integer> heldBack() {
        var heldBack = new HashMap<Integer, Integer>();
        partitions.forEach((trustCenter, partition) -> {
            var assembly = assemblies.get(trustCenter);
            if (assembly != null && !stuckAt.containsKey(trustCenter)) {
                heldBack.merge(partition, assembly.held(), Integer::sum);
            }
        });
        return heldBack;
    }

    /** The offsets are kept: they need not be told again. */
    void kept(Taken taken) {
        stored.putAll(taken.nextOffsets());
    }

    /** Where to go on after a restart, for each partition that has been read. */
    Map<Integer, Long> offsets() {
        return Map.copyOf(stored);
    }

    /** Records that wait on the topic, as far as known. */
    long lag() {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    /** Whether every record before these offsets has been looked at. */
    boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** A record and what it says; one of the last two is null, or both if it is a stranger's. */
    private record Decoded(
            ConsumerRecord<String, byte[]> record,
            @Nullable PublicFact fact,
            @Nullable String trouble) {}

    private List<Decoded> decoded(List<ConsumerRecord<String, byte[]>> records) {
        return AllProcessors.map(records, this::decoded);
    }

    private Decoded decoded(ConsumerRecord<String, byte[]> record) {
        var key = record.key();
        if (key == null || record.value() == null || !TrustCenterId.isValid(key)) {
            return new Decoded(record, null, null);
        }
        try {
            var fact = codec.read(record.value());
            return fact.trustCenter().value().equals(key)
                    ? new Decoded(record, fact, null)
                    : new Decoded(
                            record, null, "A fact of %s came under the key of %s".formatted(fact.trustCenter(), key));
        } catch (UnreadableFact e) {
            return new Decoded(record, null, e.getMessage());
        }
    }

    /** Whether the record after this one may be read; false after a jump to another offset. */
    private boolean receive(TopicPartition partition, Decoded decoded, Map<TrustCenterId, List<PublicFact>> whole) {
        var record = decoded.record();
        var fact = decoded.fact();
        if (fact == null && decoded.trouble() == null) {
            LOG.warn("Ignored a stranger's record on {} at offset {}", partition, record.offset());
            return true;
        }
        var trustCenter = new TrustCenterId(record.key());
        partitions.put(trustCenter, partition.partition());
        if (stuckAt.containsKey(trustCenter)) {
            return true;
        }
        if (fact == null) {
            stop(trustCenter, record, decoded.trouble());
            return true;
        }
        var assembly = assemblies.computeIfAbsent(trustCenter, id -> new CommitAssembly(0, Instant.EPOCH));
        return switch (assembly.receive(fact, record.offset())) {
            case CommitAssembly.Repeat() -> true;
            case CommitAssembly.Held() -> {
                inOrder.accept(fact, record.value());
                yield goOn(partition, trustCenter, assembly);
            }
            case CommitAssembly.Whole(var commit) -> {
                inOrder.accept(fact, record.value());
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
