package org.trustledger.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.query.Facts.day;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.query.Facts;
import org.trustledger.testing.Backing;

/** Two trust centers with large commits, each on a partition of its own. */
class FactReadingTest {
    private static final int LARGE = 12_000;
    private static final int AT_ONCE = 2_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic = Backing.unique("facts");
    private final FactCodec codec = new FactCodec();
    private final Facts nordhamn = new Facts("nordhamn");
    private final Facts sydhamn = new Facts("sydhamn");
    private KafkaConsumer<String, byte[]> consumer;
    private FactReading reading;

    @BeforeEach
    void open() throws Exception {
        try (var admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) Backing.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Backing.bootstrapServers(),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        AT_ONCE),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
        reading = new FactReading(consumer, partitions, Map.of(), List.of(), new IntakeState(Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        consumer.close();
    }

    @Test
    void holdsBackOneLargeCommitAfterTheOther() {
        send(0, large(nordhamn));
        send(1, large(sydhamn));
        var whole = new HashMap<String, Integer>();
        var most = 0;
        while (whole.size() < 2) {
            var taken = reading.next(POLL);
            taken.commits().forEach((trustCenter, facts) -> whole.put(trustCenter.value(), facts.size()));
            most = Math.max(most, heldBack());
        }
        assertThat(whole).containsOnly(Map.entry("nordhamn", LARGE), Map.entry("sydhamn", LARGE));
        assertThat(most).as("facts in memory").isLessThan(LARGE * 3 / 2);
    }

    @Test
    void letsTheOthersGoOnWhenTheRestOfALargeCommitDoesNotCome() {
        var commit = large(nordhamn);
        send(0, commit.subList(0, LARGE - 1));
        await().until(() -> {
            reading.next(POLL);
            return heldBack() == LARGE - 1;
        });
        send(1, sydhamn.commit(day("2026-03-01"), sydhamn.pillar("one")));
        await().until(() -> reading.next(POLL).commits().containsKey(sydhamn.trustCenter()));

        send(0, commit.subList(LARGE - 1, LARGE));
        await().until(() -> reading.next(POLL).commits().containsKey(nordhamn.trustCenter()));
    }

    private int heldBack() {
        return reading.heldBack().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static List<PublicFact> large(Facts facts) {
        return facts.commit(
                day("2026-03-01"),
                IntStream.range(0, LARGE)
                        .mapToObj(number -> facts.pillar("p-" + number))
                        .toArray(Facts.Draft[]::new));
    }

    private void send(int partition, List<PublicFact> facts) {
        try (var relay = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Backing.bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        50,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 18),
                new StringSerializer(),
                new ByteArraySerializer())) {
            facts.forEach(fact -> relay.send(
                    new ProducerRecord<>(topic, partition, fact.trustCenter().value(), codec.write(fact))));
        }
    }
}
