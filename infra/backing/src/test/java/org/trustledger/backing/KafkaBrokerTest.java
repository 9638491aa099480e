package org.trustledger.backing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {
    private static final TopicPartition FACTS = new TopicPartition("facts", 0);

    @TempDir
    Path directory;

    @Test
    void keepsWhatWasAcknowledgedWhenItsProcessIsKilledAndTheNextHasOtherPorts() throws Exception {
        try (var parent = Holder.of("kafka", directory)) {
            write(parent.port(), "first");
            parent.kill();
        }
        try (var broker = KafkaBroker.start(directory, 0, 0)) {
            assertThat(read(broker.port(), 1)).containsExactly("first");
            write(broker.port(), "second");
        }
        try (var broker = KafkaBroker.start(directory, 0, 0)) {
            assertThat(read(broker.port(), 2)).containsExactly("first", "second");
        }
    }

    private static void write(int port, String text) throws Exception {
        var servers = Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + port);
        try (var admin = Admin.create(servers)) {
            if (!admin.listTopics().names().get(30, TimeUnit.SECONDS).contains(FACTS.topic())) {
                admin.createTopics(List.of(new NewTopic(FACTS.topic(), 1, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
        }
        try (var producer = new KafkaProducer<>(servers, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(FACTS.topic(), text.getBytes(UTF_8)))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(int port, int count) {
        var found = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + port),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(FACTS));
            consumer.seekToBeginning(List.of(FACTS));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(fact -> found.add(new String(fact.value(), UTF_8)));
                return found.size() >= count;
            });
        }
        return found;
    }
}
