package org.trustledger.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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

/** How long after the office's answer everybody can read what was changed. */
final class VisibleRow implements Row {
    private static final String BARE = "bare";

    private static final String TRUST_CENTER = "visible";
    private static final int ANSWERS = 160;

    private int changes;
    private long position;

    @Override
    public String name() {
        return "visible";
    }

    @Override
    public List<Comparison> measure(Surroundings surroundings) throws Exception {
        var samples = surroundings.scale().samples();
        var office = Office.start(surroundings, "visible", "256m");
        // Its relay makes the topic as it begins, and the counter waits for that.
        position = office.load(TRUST_CENTER, Documents.JSON, Documents.json(ANSWERS));
        var counter = Counter.begin(
                surroundings,
                surroundings.database("visible_views"),
                Office.factsOf("visible"),
                surroundings.directory("archive"));
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var trip = new RoundTrip(surroundings.bootstrapServers(), Documents.json(1).length)) {
            counter.awaitPosition(http, TRUST_CENTER, position);
            var measured = surroundings
                    .rounds()
                    .measure(
                            () -> median(samples, () -> untilVisible(http, office, counter)),
                            () -> median(samples, trip::once));
            return List.of(new Comparison(
                    "command acknowledged → visible at the counter",
                    "a bare Kafka round trip of as many bytes, acknowledged by all",
                    "ms",
                    measured.ours(),
                    measured.theirs(),
                    Target.atMost(3),
                    "%s, each the median of %d".formatted(surroundings.rounds(), samples)));
        }
    }

    private static double median(int samples, Rounds.Side side) throws Exception {
        var times = new ArrayList<Double>();
        for (var i = 0; i < samples; i++) {
            times.add(side.once());
        }
        return new Series(times).median();
    }

    private double untilVisible(HttpClient http, Office office, Counter counter) throws Exception {
        changes++;
        position = office.change(TRUST_CENTER, Documents.JSON, Documents.json(ANSWERS, changes), position);
        var begin = System.nanoTime();
        var answer = http.send(
                HttpRequest.newBuilder(counter.view(TRUST_CENTER, "/answers/answer-0?min-position=" + position))
                        .build(),
                BodyHandlers.discarding());
        var millis = (System.nanoTime() - begin) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The counter answered %d".formatted(answer.statusCode()));
        }
        return millis;
    }

    /** One message to the broker and back. */
    private static final class RoundTrip implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final byte[] message;

        RoundTrip(String bootstrapServers, int bytes) throws InterruptedException {
            try (var admin = Admin.create(
                    Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
                admin.createTopics(List.of(new NewTopic(BARE, 1, (short) 1)))
                        .all()
                        .get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
            message = new byte[bytes];
            producer = new KafkaProducer<>(
                    Map.<String, Object>of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrapServers,
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.LINGER_MS_CONFIG,
                            0),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            consumer = new KafkaConsumer<>(
                    Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            var partition = new TopicPartition(BARE, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
        }

        double once() {
            var begin = System.nanoTime();
            producer.send(new ProducerRecord<>(BARE, message));
            for (var come = 0; come < 1; ) {
                come += consumer.poll(Duration.ofSeconds(5)).count();
            }
            return (System.nanoTime() - begin) / 1e6;
        }

        @Override
        public void close() {
            producer.close();
            consumer.close();
        }
    }
}
