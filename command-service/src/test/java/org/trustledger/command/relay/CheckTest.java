package org.trustledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.ledger.Facts.pillar;
import static org.trustledger.command.ledger.Facts.profile;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.command.ledger.LedgerOnPostgres;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.Fact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Statement;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.Backing;
import org.trustledger.testing.MovableClock;
import tools.jackson.databind.json.JsonMapper;

class CheckTest {
    private static final TrustCenterId NORDHAMN = new TrustCenterId("nordhamn");
    private static final TrustCenterId SODERVIK = new TrustCenterId("sodervik");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final LedgerOnPostgres postgres = new LedgerOnPostgres(new MovableClock("2026-11-22T12:00:00Z"));
    private final Topics topics = new Topics(Backing.unique("facts"), Backing.unique("pack-requests"));
    private final Broker broker = new Broker(Backing.bootstrapServers(), Map.of());
    private final EventRelay relay = relay();

    private record Outcome(int exitCode, List<String> lines) {}

    private EventRelay relay() {
        var transactions = new TransactionTemplate(new JdbcTransactionManager(postgres.dataSource()));
        var settings = new RelaySettings(Duration.ofSeconds(10), Duration.ofDays(1), Duration.ofMinutes(1));
        return new EventRelay(
                postgres.jdbc(),
                transactions,
                topics,
                new KafkaWire(broker),
                new TopicWatch(postgres.jdbc(), transactions, new FactsTopic(broker, topics.facts()), settings),
                new RelayState(postgres.jdbc(), new SimpleMeterRegistry()));
    }

    /** Three commits of nordhamn (1 and 2, 3 to 5, 6) and one of sodervik, all of them sent. */
    @BeforeEach
    void recordAndSend() {
        record(NORDHAMN, profile(1, NOON, "en"), pillar("sweden", 1, NOON));
        record(NORDHAMN, pillar("sweden", 2, NOON), pillar("finland", 1, NOON), pillar("norway", 1, NOON));
        record(NORDHAMN, pillar("norway", 2, NOON));
        record(SODERVIK, profile(1, NOON, "sv"));
        // A broker may need a moment to know of a topic that was just made; the relay looks again then.
        await().ignoreExceptionsInstanceOf(NotAnswered.class).until(() -> {
            relay.round();
            return true;
        });
    }

    @AfterEach
    void close() {
        relay.stop();
        postgres.close();
    }

    @Test
    void whereAllAgreesEachTrustCenterHasOneLineWithItsDigest() throws Exception {
        var outcome = check(postgres.jdbc());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.lines())
                .containsExactly(
                        "nordhamn: 6 facts, position 6, sha256 " + digestOf(NORDHAMN),
                        "sodervik: 1 facts, position 1, sha256 " + digestOf(SODERVIK));
    }

    @Test
    void machinesAreAnsweredInJson() throws Exception {
        var outcome = check(postgres.jdbc(), "--json");

        var answer = JsonMapper.builder().build().readTree(String.join("", outcome.lines()));
        assertThat(answer.path("agrees").asBoolean()).isTrue();
        assertThat(answer.path("disagreements").size()).isZero();
        assertThat(answer.path("trustCenters").path(0).path("digest").asString())
                .isEqualTo(digestOf(NORDHAMN));
        assertThat(answer.path("trustCenters").path(0).path("position").asLong())
                .isEqualTo(6);
    }

    @Test
    void saysWhereWhatIsWithheldIsNotWhatTheFactProves() throws Exception {
        var statement = new Statement("pump", 1, NOON, null, LocalizedText.of("en", "Internal."), null);
        record(NORDHAMN, new AnswerWithheld(statement, "0".repeat(64)));

        assertThat(check(postgres.jdbc(), "--wait=0s").lines())
                .anyMatch(line ->
                        line.startsWith("nordhamn, position 7: digest of what is withheld in its bytes is 000"));
    }

    @Test
    void factsThatLieOnTheTopicTwiceAgree() throws Exception {
        postgres.jdbc().update("update relay_checkpoint set position = 2 where trust_center = 'nordhamn'");
        relay.round();

        assertThat(check(postgres.jdbc()).exitCode()).isZero();
    }

    @Test
    void saysWhichFactsWereNotSentYet() throws Exception {
        record(NORDHAMN, pillar("norway", 3, NOON), pillar("sweden", 3, NOON));

        var outcome = check(postgres.jdbc(), "--wait=1s");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        1,
                        List.of("nordhamn, position 7: up to 8 are not on the topic, nor sent yet: acknowledged up to"
                                + " 6")));
    }

    @Test
    void saysWhatIsOnTheTopicAndNotInTheStore() throws Exception {
        var bytes = postgres.jdbc()
                .queryForObject("select bytes from public_fact where trust_center = 'sodervik'", byte[].class);
        var text = new String(bytes, StandardCharsets.UTF_8);
        send("sodervik", text.replace("\"position\":\"1\"", "\"position\":\"2\""));
        send("strandby", text);
        send("sodervik", text.replace("Nordhamn Cloud AB", "Nordhamn Cloud Ltd"));
        send("sodervik", "no fact");

        var outcome = check(postgres.jdbc());

        assertThat(outcome.exitCode()).isOne();
        assertThat(outcome.lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("sodervik: no fact at offset \\d+ of partition \\d"))
                .contains(
                        "sodervik, position 1: other bytes on the topic than in the store",
                        "sodervik, position 2: on the topic, though the ledger ends at 1",
                        "strandby, position 1: on the topic, though the ledger ends at 0");
    }

    @Test
    void saysWhatTheTopicLost() throws Exception {
        var other = new Topics(Backing.unique("facts"), topics.packRequests());
        new KafkaWire(broker).provide(List.of(other.facts()));

        var outcome = check(postgres.jdbc(), other);

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        1,
                        List.of(
                                "nordhamn, position 1: up to 6 are not on the topic, though acknowledged up to 6",
                                "sodervik, position 1: is not on the topic, though acknowledged up to 1")));
    }

    @Test
    void withoutATopicThereIsNoAnswer() {
        var none = new Topics(Backing.unique("facts"), topics.packRequests());

        assertThatThrownBy(() -> check(postgres.jdbc(), none)).hasMessageContaining(none.facts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delete from public_fact where trust_center = 'nordhamn' and position = 4 | nordhamn, position 4: the store has position 5 instead
            delete from public_fact where trust_center = 'nordhamn' and position = 6 | nordhamn, position 6: not in the store, though the ledger reached 6
            update public_fact set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'Sweden', 'Norway'), 'UTF8') where trust_center = 'nordhamn' and position = 3 | nordhamn, position 3: other bytes on the topic than in the store
            update public_fact set bytes = 'x' where trust_center = 'nordhamn' and position = 3 | nordhamn, position 3: its bytes cannot be read
            update public_fact set item = 'pillars/oslo' where trust_center = 'nordhamn' and position = 3 | nordhamn, position 3: item in its bytes is pillars/sweden, in its row pillars/oslo
            update public_fact set valid_from = valid_from + interval '1 us' where trust_center = 'nordhamn' and position = 3 | nordhamn, position 3: begin of validity in its bytes is 2026-11-22T12:00:00Z, in its row 2026-11-22T12:00:00.000001Z
            update public_fact set commit_position = 6 where trust_center = 'nordhamn' and position = 4 | nordhamn, position 4: says its commit ends at 6, the facts before say 5
            update public_fact set commit_position = 7 where trust_center = 'nordhamn' and position = 6 | nordhamn, position 6: the last in the store, though its commit ends at 7
            update public_fact set recorded_at = recorded_at + interval '1 us' where trust_center = 'nordhamn' and position = 4 | nordhamn, position 4: recorded at 2026-11-22T12:00:00.000002Z, the rest of its commit at 2026-11-22T12:00:00.000001Z
            update public_fact set recorded_at = '2026-11-22T12:00:00Z' where trust_center = 'nordhamn' and position = 6 | nordhamn, position 6: recorded at 2026-11-22T12:00:00Z, not after the commit before, 2026-11-22T12:00:00.000001Z
            update ledger set position = 7 where trust_center = 'nordhamn' | nordhamn, position 7: not in the store, though the ledger reached 7
            update ledger set recorded_at = '2026-11-23T12:00:00Z' where trust_center = 'nordhamn' | nordhamn, position 6: recorded at 2026-11-22T12:00:00.000002Z, the ledger says 2026-11-23T12:00:00Z
            update ledger set content_position = 5 where trust_center = 'nordhamn' | nordhamn, position 6: the last content, recorded at 2026-11-22T12:00:00.000002Z; the ledger says position 5
            update relay_checkpoint set position = 9 where trust_center = 'nordhamn' | nordhamn, position 9: acknowledged, though the ledger ends at 6
            delete from domain_event where convert_from(meta_data, 'UTF8')::jsonb ->> 'position' = '4' | nordhamn, position 4: the fact has no event
            delete from domain_event where convert_from(meta_data, 'UTF8')::jsonb ->> 'position' = '6' | nordhamn, position 6: the fact has no event
            update domain_event set payload = convert_to(replace(convert_from(payload, 'UTF8'), 'Sweden', 'Norway'), 'UTF8') where convert_from(meta_data, 'UTF8')::jsonb ->> 'position' = '3' | nordhamn, position 3: the event says something else than the fact
            update domain_event set recorded_at = now() where convert_from(meta_data, 'UTF8')::jsonb ->> 'position' = '3' | nordhamn, position 3: the event was recorded at another moment than the fact
            update domain_event set aggregate_identifier = 'nordhamn/pillars/oslo' where convert_from(meta_data, 'UTF8')::jsonb ->> 'position' = '3' | nordhamn, position 3: the event is of nordhamn/pillars/oslo, the fact of pillars/sweden
            update domain_event set meta_data = '{"position":7}' where convert_from(meta_data, 'UTF8')::jsonb ->> 'position' = '6' | nordhamn, position 7: the event has no fact
            """)
    void saysWhereTheStoreDisagrees(String tampering, String line) throws Exception {
        var outcome = checkTampered(tampering);

        assertThat(outcome.exitCode()).isOne();
        assertThat(outcome.lines()).anySatisfy(each -> assertThat(each).startsWith(line));
    }

    // History cannot be altered, so a copy of it is.
    private Outcome checkTampered(String tampering) throws InterruptedException, SQLException {
        var owner = postgres.asOwner();
        owner.execute("create schema tampered");
        for (var table : List.of("ledger", "public_fact", "withheld_part", "domain_event", "relay_checkpoint")) {
            owner.execute("create table tampered.%s as table public.%s".formatted(table, table));
        }
        try (var connection = Objects.requireNonNull(owner.getDataSource()).getConnection()) {
            var copy = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            copy.execute("set search_path to tampered");
            assertThat(copy.update(tampering)).isPositive();
            return check(copy, "--wait=0s");
        }
    }

    private Outcome check(JdbcTemplate jdbc, String... options) throws InterruptedException {
        return check(jdbc, topics, options);
    }

    private Outcome check(JdbcTemplate jdbc, Topics of, String... options) throws InterruptedException {
        var source = jdbc.getDataSource();
        assertThat(source).isNotNull();
        var out = new ByteArrayOutputStream();
        var exitCode = new CheckStoreAgainstTopic(
                        new JdbcTemplate(source), new JdbcTransactionManager(source), broker, of)
                .run(new DefaultApplicationArguments(options), new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Outcome(
                exitCode, out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private String digestOf(TrustCenterId trustCenter) throws Exception {
        var chain = MessageDigest.getInstance("SHA-256");
        for (var bytes : postgres.jdbc()
                .queryForList(
                        "select bytes from public_fact where trust_center = ? order by position",
                        byte[].class,
                        trustCenter.value())) {
            chain.update(MessageDigest.getInstance("SHA-256").digest(bytes));
        }
        return HexFormat.of().formatHex(chain.digest());
    }

    private void send(String key, String text) throws Exception {
        var settings = Map.<String, Object>of("bootstrap.servers", Backing.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.facts(), key, text.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private void record(TrustCenterId trustCenter, Fact... facts) {
        postgres.ledger().record(trustCenter, "actor-1", "correlation-1", _ -> List.of(facts));
    }
}
