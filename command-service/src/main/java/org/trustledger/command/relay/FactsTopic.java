package org.trustledger.command.relay;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.FactCodec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The topic of public facts, as whoever doubts it sees it. Reads and never writes. Not thread-safe. */
final class FactsTopic implements AutoCloseable {
    private static final int REQUEST_MILLIS = 5_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Broker broker;
    private final String topic;
    private final JsonMapper json = FactCodec.mapper();
    private @Nullable Admin admin;

    FactsTopic(Broker broker, String topic) {
        this.broker = broker;
        this.topic = topic;
    }

    /**
     * The topic from outside.
     *
     * @param id that Kafka gave it: another topic of the same name has another one
     * @param begins by partition the offset of the first record
     * @param ends by partition the offset that the next record will have
     */
    record Extent(String id, List<Long> begins, List<Long> ends) {
        Extent {
            begins = List.copyOf(begins);
            ends = List.copyOf(ends);
        }
    }

    String name() {
        return topic;
    }

    /** @throws NotAnswered if Kafka does not say, or has no such topic */
    Extent extent() throws InterruptedException {
        try {
            var open = open();
            var found = ask(open.describeTopics(List.of(topic)).allTopicNames()).get(topic);
            if (found == null) {
                throw new NotAnswered("Kafka has no topic '%s'".formatted(topic), null);
            }
            var parts = found.partitions().size();
            return new Extent(
                    found.topicId().toString(),
                    offsets(open, parts, OffsetSpec::earliest),
                    offsets(open, parts, OffsetSpec::latest));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            close();
            var why = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new NotAnswered("Kafka did not describe topic '%s': %s".formatted(topic, why.getMessage()), why);
        }
    }

    private List<Long> offsets(Admin open, int parts, Supplier<OffsetSpec> which)
            throws ExecutionException, InterruptedException, TimeoutException {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        for (var part = 0; part < parts; part++) {
            asked.put(new TopicPartition(topic, part), which.get());
        }
        var answer = ask(open.listOffsets(asked).all());
        var offsets = new ArrayList<Long>(parts);
        for (var part = 0; part < parts; part++) {
            offsets.add(
                    requireNonNull(answer.get(new TopicPartition(topic, part))).offset());
        }
        return offsets;
    }

    private static <T> T ask(KafkaFuture<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(2L * REQUEST_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Reads every record from the one offsets up to, without, the others, partition by partition in order.
     *
     * @throws NotAnswered if they do not come, the topic having changed meanwhile included
     */
    void read(List<Long> from, List<Long> to, BiConsumer<Integer, List<ConsumerRecord<String, byte[]>>> reader)
            throws InterruptedException {
        var settings = broker.clientSettings();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "trust-ledger-office-check");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        // Reads only what is there: a question that waits at the end of one partition would hold up the next.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            for (var part = 0; part < to.size(); part++) {
                if (from.get(part) < to.get(part)) {
                    read(consumer, part, from.get(part), to.get(part), reader);
                }
            }
        } catch (InterruptException e) {
            // Kafka's own has set the flag again; ours is thrown instead of it.
            Thread.interrupted();
            throw new InterruptedException(e.getMessage());
        } catch (KafkaException e) {
            throw new NotAnswered("Topic '%s' could not be read: %s".formatted(topic, e.getMessage()), e);
        }
    }

    private void read(
            KafkaConsumer<String, byte[]> consumer,
            int part,
            long from,
            long to,
            BiConsumer<Integer, List<ConsumerRecord<String, byte[]>>> reader) {
        var partition = new TopicPartition(topic, part);
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        var lastProgress = System.nanoTime();
        while (consumer.position(partition) < to) {
            var before = consumer.position(partition);
            var records = consumer.poll(POLL).records(partition).stream()
                    .filter(record -> record.offset() < to)
                    .toList();
            if (!records.isEmpty()) {
                reader.accept(part, records);
            }
            if (consumer.position(partition) > before) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
                throw new NotAnswered(
                        "Nothing came from topic '%s', partition %d, offset %d for %s"
                                .formatted(topic, part, before, PATIENCE),
                        null);
            }
        }
    }

    /** The position that a record says it has, without reading what it states; 0 if it is no fact. */
    long positionOf(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return 0;
        }
        try (var parser = json.createParser(record.value())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return 0;
            }
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                var value = parser.nextToken();
                if (name.equals("position") && value == JsonToken.VALUE_STRING) {
                    return Math.max(0, Long.parseLong(parser.getString()));
                }
                parser.skipChildren();
            }
            return 0;
        } catch (JacksonException | NumberFormatException _) {
            return 0;
        }
    }

    private Admin open() {
        var open = admin;
        if (open == null) {
            var settings = broker.clientSettings();
            settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
            settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
            settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "trust-ledger-office-check");
            open = Admin.create(settings);
            admin = open;
        }
        return open;
    }

    /** Lets go of the connection; the next question opens another. */
    @Override
    public void close() {
        var open = admin;
        admin = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    /** By trust center what a stretch of the topic holds. */
    Map<String, Positions> positions(List<Long> from, List<Long> to) throws InterruptedException {
        var found = new TreeMap<String, Positions>();
        read(
                from,
                to,
                (_, records) -> records.forEach(record -> {
                    var position = positionOf(record);
                    if (position > 0) {
                        found.computeIfAbsent(record.key(), _ -> new Positions())
                                .add(position);
                    }
                }));
        return found;
    }
}
