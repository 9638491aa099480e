package org.trustledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.ledger.Facts.pillar;
import static org.trustledger.command.ledger.Facts.profile;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.backing.KafkaBroker;
import org.trustledger.backing.Trees;
import org.trustledger.command.ledger.LedgerOnPostgres;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.operating.Degraded;
import org.trustledger.testing.Backing;
import org.trustledger.testing.MovableClock;

/** A broker of its own, because it is stopped, emptied and set back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostTopicTest {
    private static final TrustCenterId NORDHAMN = new TrustCenterId("nordhamn");
    private static final TrustCenterId SODERVIK = new TrustCenterId("sodervik");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final FactCodec codec = new FactCodec();
    private final List<AutoCloseable> open = new ArrayList<>();

    private Path directory;
    private KafkaBroker kafka;
    private int port;
    private House house;

    /** A ledger with its relay: what an office has of them. */
    private final class House implements AutoCloseable {
        private final LedgerOnPostgres postgres;
        private final Topics topics = new Topics(Backing.unique("facts"), Backing.unique("pack-requests"));
        private final RelayState state;
        private final EventRelay relay;

        House() {
            postgres = new LedgerOnPostgres(new MovableClock("2026-11-22T12:00:00Z"));
            state = new RelayState(postgres.jdbc(), new SimpleMeterRegistry());
            relay = relay(new KafkaWire(broker()));
        }

        EventRelay relay(Wire wire) {
            var transactions = new TransactionTemplate(new JdbcTransactionManager(postgres.dataSource()));
            var settings = new RelaySettings(Duration.ofMillis(1), Duration.ofDays(1), Duration.ofMinutes(1));
            var watch =
                    new TopicWatch(postgres.jdbc(), transactions, new FactsTopic(broker(), topics.facts()), settings);
            var made = new EventRelay(postgres.jdbc(), transactions, topics, wire, watch, state);
            open.add(made::stop);
            return made;
        }

        void record(TrustCenterId trustCenter, int facts) {
            postgres.ledger()
                    .record(
                            trustCenter,
                            "actor-1",
                            "correlation-1",
                            moment -> IntStream.rangeClosed(1, facts)
                                    .mapToObj(i -> moment.position() + i == 1
                                            ? profile(1, NOON, "en")
                                            : pillar("p" + (moment.position() + i), 1, NOON))
                                    .toList());
        }

        long checkpoint(TrustCenterId trustCenter) {
            return postgres
                    .jdbc()
                    .queryForList(
                            "select position from relay_checkpoint where trust_center = ?",
                            Long.class,
                            trustCenter.value())
                    .stream()
                    .findFirst()
                    .orElse(0L);
        }

        /** What the topic says to somebody who comes now: the positions of a trust center as they lie there. */
        List<Long> onTopic(TrustCenterId trustCenter) {
            return everything(topics.facts()).stream()
                    .filter(fact -> fact.trustCenter().equals(trustCenter))
                    .map(PublicFact::position)
                    .toList();
        }

        @Override
        public void close() {
            postgres.close();
        }
    }

    @BeforeAll
    void startKafka(@TempDir Path forKafka) {
        directory = forKafka;
        kafka = KafkaBroker.start(directory.resolve("kafka"), 0, 0);
        port = kafka.port();
    }

    @AfterAll
    void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void open() {
        house = new House();
    }

    @AfterEach
    void close() throws Exception {
        for (var each : open) {
            each.close();
        }
        open.clear();
        house.close();
    }

    private Broker broker() {
        return new Broker("127.0.0.1:" + port, Map.of());
    }

    @Test
    void aTopicThatWasEmptiedIsFilledAgainThoughNothingIsRecorded() throws Exception {
        house.record(NORDHAMN, 5);
        house.record(SODERVIK, 3);
        house.relay.round();
        empty(house.topics.facts());
        assertThat(house.onTopic(NORDHAMN)).isEmpty();

        house.relay.round();

        assertThat(house.onTopic(NORDHAMN)).isEqualTo(upTo(5));
        assertThat(house.onTopic(SODERVIK)).isEqualTo(upTo(3));
        assertThat(house.relay.round()).isZero();
    }

    @Test
    void aTopicThatLostItsFirstFactsHasThemAgain() throws Exception {
        house.record(NORDHAMN, 5);
        house.relay.round();
        try (var admin = admin()) {
            admin.deleteRecords(partitions(house.topics.facts()).stream()
                            .collect(Collectors.toMap(part -> part, _ -> RecordsToDelete.beforeOffset(2)))
                            .entrySet()
                            .stream()
                            .filter(each -> endOf(each.getKey()) >= 2)
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                    .all()
                    .get();
        }

        house.relay.round();

        assertThat(house.onTopic(NORDHAMN)).containsExactly(3L, 4L, 5L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aTopicThatWasDeletedIsMadeAndFilledAgain() throws Exception {
        house.record(NORDHAMN, 5);
        house.relay.start();
        await().untilAsserted(() -> assertThat(house.checkpoint(NORDHAMN)).isEqualTo(5));

        delete(house.topics.facts());

        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(house.onTopic(NORDHAMN)).isEqualTo(upTo(5)));
    }

    @Test
    void aTopicThatSomebodyMadeAnewIsFilledInOrderBeforeWhatIsNew() throws Exception {
        house.record(NORDHAMN, 5);
        house.relay.round();
        delete(house.topics.facts());
        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic(house.topics.facts(), Optional.of(6), Optional.empty())))
                    .all()
                    .get();
        }
        house.record(NORDHAMN, 1);

        house.relay.round();

        assertThat(house.onTopic(NORDHAMN)).isEqualTo(upTo(6));
    }

    @Test
    void aKafkaThatLostItsDiskHasEverythingAgain() throws Exception {
        house.record(NORDHAMN, 5);
        house.record(SODERVIK, 3);
        house.relay.start();
        await().untilAsserted(() -> assertThat(house.checkpoint(SODERVIK)).isEqualTo(3));

        kafka.close();
        Trees.delete(directory.resolve("kafka"));
        kafka = KafkaBroker.start(directory.resolve("kafka"), port, 0);

        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            assertThat(house.onTopic(NORDHAMN)).isEqualTo(upTo(5));
            assertThat(house.onTopic(SODERVIK)).isEqualTo(upTo(3));
        });
        await().untilAsserted(() -> assertThat(house.state.trouble()).isNull());
    }

    @Test
    void aKafkaThatIsAwayWhileFactsAreRecordedHasThemOnceItIsBack() throws Exception {
        house.record(NORDHAMN, 2);
        house.relay.start();
        await().untilAsserted(() -> assertThat(house.checkpoint(NORDHAMN)).isEqualTo(2));

        kafka.close();
        IntStream.range(0, 20).forEach(_ -> house.record(NORDHAMN, 3));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(house.state.trouble()).isNotNull());
        assertThat(house.checkpoint(NORDHAMN)).isEqualTo(2);
        assertThat(house.state.lag().facts()).isEqualTo(60);
        kafka = KafkaBroker.start(directory.resolve("kafka"), port, 0);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(house.checkpoint(NORDHAMN)).isEqualTo(62));
        assertThat(house.onTopic(NORDHAMN).stream().distinct().toList()).isEqualTo(upTo(62));
        assertThat(house.state.lag().facts()).isZero();
    }

    /** What is left after another replica was elected that had not followed: the same topic with an earlier end. */
    @Test
    void aTopicThatLostItsEndHasItAgain() throws Exception {
        house.record(NORDHAMN, 4);
        house.relay.round();
        setBackKafkaTo(() -> {
            house.record(NORDHAMN, 3);
            house.relay.round();
        });
        assertThat(house.onTopic(NORDHAMN)).isEqualTo(upTo(4));

        house.relay.round();

        assertThat(house.onTopic(NORDHAMN)).isEqualTo(upTo(7));
    }

    @Test
    void anEndThatWasLostIsNoticedByTheNextAcknowledgement() throws Exception {
        house.record(NORDHAMN, 4);
        house.relay.round();
        setBackKafkaTo(() -> {
            house.record(NORDHAMN, 3);
            house.relay.round();
        });
        house.record(NORDHAMN, 5);

        // Without a look before it: what is sent takes the place of what was lost, and hides it from every later look.
        house.relay.relayFacts();
        assertThat(house.onTopic(NORDHAMN)).containsExactly(1L, 2L, 3L, 4L, 8L, 9L, 10L, 11L, 12L);
        house.relay.round();

        assertThat(house.onTopic(NORDHAMN))
                .containsExactly(1L, 2L, 3L, 4L, 8L, 9L, 10L, 11L, 12L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    }

    @Test
    void aHoleInTheMiddleIsFoundByReadingAndFilledFromThere() throws Exception {
        house.record(NORDHAMN, 6);
        new KafkaWire(broker()).provide(List.of(house.topics.facts()));
        var kept = house.postgres
                .jdbc()
                .queryForList("select bytes from public_fact where position <> 3 order by position", byte[].class);
        var settings = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            kept.forEach(bytes -> producer.send(new ProducerRecord<>(house.topics.facts(), NORDHAMN.value(), bytes)));
        }
        house.postgres.jdbc().update("insert into relay_checkpoint values ('nordhamn', 6)");

        house.relay.round();

        assertThat(house.onTopic(NORDHAMN)).containsExactly(1L, 2L, 4L, 5L, 6L, 3L, 4L, 5L, 6L);
    }

    @Test
    void factsThatThisLedgerDoesNotKnowAreNotOverwrittenInSilence() throws Exception {
        try (var older = new House()) {
            house.record(NORDHAMN, 5);
            house.relay.round();
            var topic = new Topics(house.topics.facts(), older.topics.packRequests());
            older.record(NORDHAMN, 3);
            older.record(SODERVIK, 1);
            older.postgres.jdbc().update("insert into relay_checkpoint values ('nordhamn', 3)");
            var transactions = new TransactionTemplate(new JdbcTransactionManager(older.postgres.dataSource()));
            var settings = new RelaySettings(Duration.ofMillis(1), Duration.ofDays(1), Duration.ofMinutes(1));
            var watch = new TopicWatch(
                    older.postgres.jdbc(), transactions, new FactsTopic(broker(), topic.facts()), settings);
            var relay = new EventRelay(
                    older.postgres.jdbc(), transactions, topic, new KafkaWire(broker()), watch, older.state);
            open.add(relay::stop);
            older.record(NORDHAMN, 1);

            relay.round();

            assertThat(house.onTopic(NORDHAMN)).isEqualTo(upTo(5));
            assertThat(house.onTopic(SODERVIK)).isEqualTo(upTo(1));
            var health = new RelayHealthIndicator(older.state, settings).health();
            assertThat(health.getStatus()).isEqualTo(Degraded.STATUS);
            assertThat(health.getDetails())
                    .hasEntrySatisfying(
                            "because", why -> assertThat(why).asString().contains("nordhamn"));
        }
    }

    @Test
    void aSlowBrokerSlowsNobodyWhoRecords() throws Exception {
        var slow = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "trust-ledger-office"));
        try (var admin = admin()) {
            house.record(NORDHAMN, 1);
            house.relay.round();
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            slow, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", 20_000.0)))))
                    .all()
                    .get();
            house.relay.start();
            IntStream.range(0, 50).forEach(_ -> house.record(NORDHAMN, 4));

            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(house.checkpoint(NORDHAMN)).isEqualTo(201));
            assertThat(house.onTopic(NORDHAMN)).isEqualTo(upTo(201));
        } finally {
            try (var admin = admin()) {
                admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                                slow, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", null)))))
                        .all()
                        .get();
            }
        }
    }

    @Test
    void nothingOfACommitThatIsOpenOrGivenUpIsSent() throws Exception {
        house.record(NORDHAMN, 2);
        house.relay.round();
        var transaction = new TransactionTemplate(new JdbcTransactionManager(house.postgres.dataSource()));

        transaction.executeWithoutResult(status -> {
            // The store's rows are there, and a commit away from being seen.
            house.postgres.jdbc().update("""
                    insert into public_fact (trust_center, position, commit_position, recorded_at, item, content, bytes)
                    values ('nordhamn', 3, 3, now(), 'packs/x', false, 'x')""");
            house.postgres.jdbc().update("update ledger set position = 3 where trust_center = 'nordhamn'");
            try (var elsewhere = Executors.newSingleThreadExecutor()) {
                assertThat(elsewhere.submit(house.relay::round))
                        .succeedsWithin(Duration.ofSeconds(30))
                        .isEqualTo(0);
            }
            status.setRollbackOnly();
        });

        house.record(NORDHAMN, 1);
        house.relay.round();
        assertThat(house.onTopic(NORDHAMN)).isEqualTo(upTo(3));
    }

    @Test
    void anOfficeThatStallsAfterSendingKeepsTheOtherNeitherFromItsWorkNorFromTakingOver() throws Exception {
        house.record(NORDHAMN, 3);
        var hasSent = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        var stalled = house.relay(new StallingWire(new KafkaWire(broker()), hasSent, mayGoOn));
        try (var elsewhere = Executors.newSingleThreadExecutor()) {
            var stalling = elsewhere.submit(stalled::round);
            hasSent.await();
            house.record(SODERVIK, 2);
            house.record(NORDHAMN, 2);

            assertThat(house.relay.round())
                    .as("sent while the other holds nordhamn")
                    .isEqualTo(2);
            assertThat(house.onTopic(SODERVIK)).isEqualTo(upTo(2));

            // The database gives up on the stalled office, as it does when its machine is gone.
            house.postgres.jdbc().queryForList("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where state = 'idle in transaction' and datname = current_database()""");
            await().untilAsserted(() -> {
                house.relay.round();
                assertThat(house.checkpoint(NORDHAMN)).isEqualTo(5);
            });
            mayGoOn.countDown();
            assertThatThrownBy(stalling::get).isInstanceOf(ExecutionException.class);
        }

        assertThat(house.checkpoint(NORDHAMN)).isEqualTo(5);
        assertThat(house.onTopic(NORDHAMN)).containsExactly(1L, 2L, 3L, 1L, 2L, 3L, 4L, 5L);
        assertThat(stalled.round()).isZero();
    }

    /** Loses its tongue between Kafka's acknowledgement and the checkpoint. */
    private record StallingWire(Wire wire, CountDownLatch hasSent, CountDownLatch mayGoOn) implements Wire {
        @Override
        public List<Place> send(List<Message> load) throws InterruptedException {
            var places = wire.send(load);
            hasSent.countDown();
            mayGoOn.await();
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

    private interface Doing {
        void happen() throws Exception;
    }

    private void setBackKafkaTo(Doing whatIsLost) throws Exception {
        kafka.close();
        var now = directory.resolve("kafka");
        var older = directory.resolve("older");
        copy(now, older);
        kafka = KafkaBroker.start(now, port, 0);
        whatIsLost.happen();
        kafka.close();
        Trees.delete(now);
        Files.move(older, now);
        kafka = KafkaBroker.start(now, port, 0);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes about) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(each)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes about) throws IOException {
                Files.copy(each, to.resolve(from.relativize(each)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private void empty(String topic) throws Exception {
        try (var admin = admin()) {
            admin.deleteRecords(partitions(topic).stream()
                            .collect(Collectors.toMap(part -> part, _ -> RecordsToDelete.beforeOffset(-1))))
                    .all()
                    .get();
        }
    }

    private void delete(String topic) throws Exception {
        try (var admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
            await().until(() -> {
                try {
                    admin.describeTopics(List.of(topic)).allTopicNames().get();
                    return true;
                } catch (ExecutionException e) {
                    return e.getCause() instanceof UnknownTopicOrPartitionException;
                }
            });
        }
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, 6)
                .mapToObj(part -> new TopicPartition(topic, part))
                .toList();
    }

    private long endOf(TopicPartition partition) {
        try (var reader = reader()) {
            return reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    private KafkaConsumer<String, byte[]> reader() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private List<PublicFact> everything(String topic) {
        try (var reader = reader()) {
            var partitions = partitions(topic);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            var all = new ArrayList<PublicFact>();
            while (partitions.stream().anyMatch(each -> reader.position(each) < ends.getOrDefault(each, 0L))) {
                reader.poll(Duration.ofMillis(200)).forEach(record -> all.add(codec.read(record.value())));
            }
            return all;
        }
    }
}
