package org.trustledger.command.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka as the relay needs it: a load of messages is acknowledged as a whole or the connection is given up.
 *
 * <p>A load goes out as one batch per partition: the producer waits longer than filling it takes and its batches are
 * larger than a load. So of one trust center's facts either all of a load arrive, or none, and the next load is not
 * begun before. Retries inside a batch cannot reorder it; a batch that failed after all is sent again, which readers
 * recognise by its positions. Not thread-safe.
 */
final class KafkaWire implements Wire {
    private static final int PARTITIONS = 6;
    private static final int BATCH_BYTES = 2 * MOST_BYTES;
    private static final int LARGEST_MESSAGE = 8 * 1024 * 1024;
    private static final int REQUEST_MILLIS = 5_000;
    private static final int LINGER_MILLIS = 5_000;

    private final Broker broker;
    private final Set<String> ready = new HashSet<>();
    private @Nullable KafkaProducer<String, byte[]> producer;

    KafkaWire(Broker broker) {
        this.broker = broker;
    }

    @Override
    public List<Place> send(List<Message> load) throws InterruptedException {
        var delivered = false;
        try {
            for (var message : load) {
                provide(message.topic());
            }
            var open = open();
            var sent = new ArrayList<Future<RecordMetadata>>(load.size());
            for (var message : load) {
                var outgoing = new ProducerRecord<>(message.topic(), message.key(), message.body());
                outgoing.headers().add("content-type", message.contentType().getBytes(UTF_8));
                sent.add(open.send(outgoing));
            }
            open.flush();
            var places = new ArrayList<Place>(load.size());
            for (var each : sent) {
                var acknowledged = each.get();
                if (acknowledged.hasOffset()) {
                    places.add(new Place(acknowledged.partition(), acknowledged.offset()));
                }
            }
            delivered = true;
            return places;
        } catch (ExecutionException e) {
            throw new NotAcknowledged(e.getCause() == null ? e : e.getCause());
        } finally {
            if (!delivered) {
                hangUp(Duration.ZERO);
            }
        }
    }

    @Override
    public void provide(List<String> topics) throws InterruptedException {
        try {
            for (var topic : topics) {
                provide(topic);
            }
        } catch (ExecutionException e) {
            throw new NotAcknowledged(e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() {
        hangUp(Duration.ofSeconds(5));
    }

    private void hangUp(Duration patience) {
        var open = producer;
        producer = null;
        ready.clear();
        if (open != null) {
            open.close(patience);
        }
    }

    private KafkaProducer<String, byte[]> open() {
        var open = producer;
        if (open == null) {
            var settings = broker.clientSettings();
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            // A partition that was just made can refuse one batch and take the one sent after it; the first is then
            // refused for good, and comes again only when its time is over.
            settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
            settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
            settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LINGER_MILLIS + 2 * REQUEST_MILLIS);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_MILLIS);
            settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_MESSAGE);
            settings.put(ProducerConfig.CLIENT_ID_CONFIG, "trust-ledger-office");
            open = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    private void provide(String topic) throws ExecutionException, InterruptedException {
        if (ready.contains(topic)) {
            return;
        }
        var settings = broker.clientSettings();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        try (var admin = Admin.create(settings)) {
            if (admin.listTopics().names().get().contains(topic)) {
                ready.add(topic);
                return;
            }
            // The number of partitions is for ever: with another one a trust center's facts would change partition,
            // and their order would be lost.
            var fresh = new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                    .configs(Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG,
                            TopicConfig.CLEANUP_POLICY_DELETE,
                            TopicConfig.RETENTION_MS_CONFIG,
                            "-1",
                            TopicConfig.RETENTION_BYTES_CONFIG,
                            "-1",
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                            Integer.toString(LARGEST_MESSAGE)));
            admin.createTopics(List.of(fresh)).all().get(REQUEST_MILLIS, TimeUnit.MILLISECONDS);
            ready.add(topic);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        } catch (TimeoutException e) {
            throw new NotAcknowledged(e);
        }
    }
}
