package org.trustledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.ledger.Facts.pillar;
import static org.trustledger.command.ledger.Facts.profile;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.command.ledger.LedgerOnPostgres;
import org.trustledger.events.Fact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.Backing;
import org.trustledger.testing.MovableClock;

class EventRelayTest {
    private static final TrustCenterId NORDHAMN = new TrustCenterId("nordhamn");
    private static final TrustCenterId SODERVIK = new TrustCenterId("sodervik");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final LedgerOnPostgres postgres = new LedgerOnPostgres(new MovableClock("2026-11-22T12:00:00Z"));
    private final TransactionTemplate transactions =
            new TransactionTemplate(new JdbcTransactionManager(postgres.dataSource()));
    private final Topics topics = new Topics(Backing.unique("facts"), Backing.unique("pack-requests"));
    private final FlakyWire wire = new FlakyWire(new KafkaWire(new Broker(Backing.bootstrapServers(), Map.of())));
    private final EventRelay relay = relay(wire);

    private EventRelay relay(Wire over) {
        var settings = new RelaySettings(Duration.ofSeconds(10), Duration.ofDays(1), Duration.ofMinutes(1));
        var topic = new FactsTopic(new Broker(Backing.bootstrapServers(), Map.of()), topics.facts());
        return new EventRelay(
                postgres.jdbc(),
                transactions,
                topics,
                over,
                new TopicWatch(postgres.jdbc(), transactions, topic, settings),
                new RelayState(postgres.jdbc(), new SimpleMeterRegistry()));
    }

    /** A wire that can be cut after some messages have really gone out. */
    private static final class FlakyWire implements Wire {
        private final Wire wire;
        private int cutAfter = Integer.MAX_VALUE;

        FlakyWire(Wire wire) {
            this.wire = wire;
        }

        @Override
        public List<Place> send(List<Message> load) throws InterruptedException {
            var places = wire.send(load.subList(0, Math.min(load.size(), cutAfter)));
            if (load.size() > cutAfter) {
                throw new NotAcknowledged(new IllegalStateException("cut"));
            }
            return places;
        }

        @Override
        public void provide(List<String> topics) throws InterruptedException {
            wire.provide(topics);
        }

        @Override
        public void close() {
            wire.close();
        }
    }

    @AfterEach
    void close() {
        wire.close();
        postgres.close();
    }

    @Test
    void makesItsTopicsBeforeThereIsAnythingToSend() throws Exception {
        relay.start();
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", Backing.bootstrapServers()))) {
            await().untilAsserted(() ->
                    assertThat(admin.listTopics().names().get()).contains(topics.facts(), topics.packRequests()));
        } finally {
            relay.stop();
        }
    }

    @Test
    void sendsTheExactBytesOnceAndInOrder() throws InterruptedException {
        record(NORDHAMN, profile(1, NOON, "en"), pillar("sweden", 1, NOON));
        record(SODERVIK, profile(1, NOON, "sv"));
        record(NORDHAMN, pillar("sweden", 2, NOON));

        assertThat(relay.relayFacts()).isEqualTo(4);
        assertThat(relay.relayFacts()).isZero();

        var sent = read(topics.facts());
        assertThat(positions(sent, NORDHAMN)).containsExactly(1L, 2L, 3L);
        assertThat(positions(sent, SODERVIK)).containsExactly(1L);
        var kept = postgres.jdbc()
                .queryForList(
                        "select bytes from public_fact where trust_center = 'nordhamn' order by position",
                        byte[].class);
        assertThat(sent.stream().filter(message -> message.key().equals("nordhamn")))
                .extracting(ConsumerRecord::value)
                .containsExactlyElementsOf(kept);
        assertThat(sent)
                .allSatisfy(message -> assertThat(new String(
                                message.headers().lastHeader("content-type").value(), StandardCharsets.US_ASCII))
                        .startsWith("application/cloudevents+json"));
    }

    @Test
    void afterAFailedSendResumesAtTheFirstFactThatWasNotAcknowledged() throws InterruptedException {
        record(NORDHAMN, profile(1, NOON, "en"));
        relay.relayFacts();
        record(NORDHAMN, pillar("sweden", 1, NOON), pillar("finland", 1, NOON), pillar("norway", 1, NOON));

        wire.cutAfter = 1;
        assertThatThrownBy(relay::relayFacts).isInstanceOf(NotAcknowledged.class);
        assertThat(checkpoint()).isEqualTo(1);
        wire.cutAfter = Integer.MAX_VALUE;
        relay.relayFacts();

        assertThat(checkpoint()).isEqualTo(4);
        // 2 went out before the wire was cut, so it comes again: a repeat that readers skip, never a hole.
        assertThat(positions(read(topics.facts()), NORDHAMN)).containsExactly(1L, 2L, 2L, 3L, 4L);
    }

    @Test
    void aBrokerThatIsAwayMovesNoCheckpoint() {
        record(NORDHAMN, profile(1, NOON, "en"));
        try (var nowhere = new KafkaWire(new Broker("127.0.0.1:1", Map.of()))) {
            var cutOff = relay(nowhere);

            assertThatThrownBy(cutOff::relayFacts).isInstanceOf(RuntimeException.class);
        }
        assertThat(checkpoint()).isZero();
    }

    @Test
    void twoRelaysAtOnceSendEachFactOnce() throws Exception {
        IntStream.rangeClosed(1, 60).forEach(revision -> {
            record(NORDHAMN, revision == 1 ? profile(1, NOON, "en") : pillar("sweden", revision, NOON));
            record(SODERVIK, revision == 1 ? profile(1, NOON, "sv") : pillar("sweden", revision, NOON));
        });
        try (var otherWire = new KafkaWire(new Broker(Backing.bootstrapServers(), Map.of()));
                var threads = Executors.newFixedThreadPool(2)) {
            var other = relay(otherWire);
            var both = threads.invokeAll(List.<Callable<Integer>>of(relay::relayFacts, other::relayFacts));
            var sent = both.get(0).get() + both.get(1).get() + relay.relayFacts();
            assertThat(sent).isEqualTo(120);
        }

        var sent = read(topics.facts());
        assertThat(positions(sent, NORDHAMN))
                .isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
        assertThat(positions(sent, SODERVIK))
                .isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
    }

    @Test
    void aLargeHistoryGoesInLoadsAndLosesNothing() throws InterruptedException {
        postgres.ledger()
                .record(
                        NORDHAMN,
                        "actor-1",
                        "correlation-1",
                        _ -> IntStream.rangeClosed(1, 1_300)
                                .mapToObj(i -> i == 1 ? profile(1, NOON, "en") : pillar("p" + i, 1, NOON))
                                .toList());

        var loads = new ArrayList<Integer>();
        for (var load = relay.relayFacts(); load > 0; load = relay.relayFacts()) {
            loads.add(load);
        }

        assertThat(loads).containsExactly(500, 500, 300);
        assertThat(positions(read(topics.facts()), NORDHAMN))
                .isEqualTo(LongStream.rangeClosed(1, 1_300).boxed().toList());
    }

    @Test
    void makesTheTopicForEver() throws Exception {
        record(NORDHAMN, profile(1, NOON, "en"));
        relay.relayFacts();

        try (var admin = Admin.create(Map.of("bootstrap.servers", Backing.bootstrapServers()))) {
            var made = admin.describeTopics(List.of(topics.facts()))
                    .allTopicNames()
                    .get();
            assertThat(made.values())
                    .singleElement()
                    .satisfies(topic -> assertThat(topic.partitions()).hasSize(6));
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topics.facts());
            assertThat(admin.describeConfigs(List.of(resource)).all().get().values())
                    .singleElement()
                    .satisfies(settings -> assertThat(settings.entries())
                            .extracting(ConfigEntry::name, ConfigEntry::value)
                            .contains(tuple("retention.ms", "-1"), tuple("cleanup.policy", "delete")));
        }
    }

    @Test
    void theOutboxSendsWhatCommittedAndForgetsIt() throws InterruptedException {
        var outbox = new Outbox(postgres.jdbc(), _ -> {});
        transactions.executeWithoutResult(_ -> outbox.put(topics.packRequests(), "one", new byte[] {1}));
        transactions.executeWithoutResult(status -> {
            outbox.put(topics.packRequests(), "given up", new byte[] {2});
            status.setRollbackOnly();
        });
        assertThatThrownBy(() -> outbox.put(topics.packRequests(), "outside", new byte[] {3}))
                .isInstanceOf(IllegalStateException.class);

        assertThat(relay.relayOutbox()).isOne();
        assertThat(relay.relayOutbox()).isZero();

        assertThat(read(topics.packRequests())).extracting(ConsumerRecord::key).containsExactly("one");
    }

    private void record(TrustCenterId trustCenter, Fact... facts) {
        postgres.ledger().record(trustCenter, "actor-1", "correlation-1", _ -> List.of(facts));
    }

    private long checkpoint() {
        var position = postgres.jdbc()
                .queryForObject("select position from relay_checkpoint where trust_center = 'nordhamn'", Long.class);
        return position == null ? -1 : position;
    }

    private static List<Long> positions(List<ConsumerRecord<String, byte[]>> sent, TrustCenterId trustCenter) {
        var codec = new FactCodec();
        return sent.stream()
                .filter(message -> message.key().equals(trustCenter.value()))
                .map(message -> codec.read(message.value()))
                .map(PublicFact::position)
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> read(String topic) {
        var settings = Map.<String, Object>of("bootstrap.servers", Backing.bootstrapServers());
        try (var reader = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = reader.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            var all = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream().anyMatch(each -> reader.position(each) < ends.getOrDefault(each, 0L))) {
                reader.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return all;
        }
    }
}
