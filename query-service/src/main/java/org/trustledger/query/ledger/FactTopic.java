package org.trustledger.query.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.stereotype.Component;
import org.trustledger.query.platform.CounterSettings;

/** The topic of public facts, as it is opened for reading. */
@Component
class FactTopic {
    private static final int RECORDS_AT_ONCE = 5_000;
    private static final int BYTES_AT_ONCE = 8 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CounterSettings settings;

    FactTopic(CounterSettings settings) {
        this.settings = settings;
    }

    String name() {
        return settings.topics().facts();
    }

    /** A consumer of no group that reads from the beginning wherever its offset is not there. */
    Consumer<String, byte[]> open() {
        return new KafkaConsumer<>(
                settings.kafka()
                        .with(Map.of(
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
                                RECORDS_AT_ONCE,
                                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                BYTES_AT_ONCE)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** @throws IllegalStateException if there is no such topic */
    List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        var found = consumer.partitionsFor(name());
        if (found.isEmpty()) {
            throw isMissing();
        }
        return found.stream()
                .map(info -> new TopicPartition(name(), info.partition()))
                .toList();
    }

    /**
     * What tells this topic from another one that bears its name later: offsets in one mean nothing in the other.
     *
     * @throws IllegalStateException if there is no such topic
     */
    String id() {
        try (var admin = Admin.create(settings.kafka().with(Map.of(AdminClientConfig.CLIENT_ID_CONFIG, "counter")))) {
            return admin.describeTopics(List.of(name()))
                    .allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .iterator()
                    .next()
                    .topicId()
                    .toString();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw isMissing();
            }
            throw new KafkaException("Kafka does not tell of the topic '%s'".formatted(name()), e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }

    private IllegalStateException isMissing() {
        return new IllegalStateException("Kafka has no topic '%s'".formatted(name()));
    }
}
