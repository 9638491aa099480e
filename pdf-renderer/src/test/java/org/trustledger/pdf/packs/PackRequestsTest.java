package org.trustledger.pdf.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;
import org.trustledger.events.FactCodec;
import org.trustledger.pdf.PdfRendererApplicationTest;
import org.trustledger.pdf.Samples;
import org.trustledger.pdf.Tool;
import org.trustledger.pdf.packs.Neighbour.Answer;
import org.trustledger.pdf.platform.Sha256;
import org.trustledger.testing.Backing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The press as it runs: real Kafka, real HTTP, real files; counter, office and identity provider play their parts. */
class PackRequestsTest {
    private static final String TOPIC = Backing.unique("pack-requests");
    private static final Answer HAFEN = new Answer(200, Samples.json("hafen"));
    private static final Answer OK = Answer.of(200, "{}");
    private static final JsonMapper JSON = FactCodec.mapper();

    private static final Neighbour counter = new Neighbour();
    private static final Neighbour office = new Neighbour(call -> call.body().contains("being-set"));
    private static final Neighbour identity = new Neighbour();

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext press;
    private static KafkaProducer<String, byte[]> producer;

    @BeforeAll
    static void start() throws Exception {
        var kafka = Backing.bootstrapServers();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
        identity.answers("/.well-known/openid-configuration", Answer.of(503, ""), Answer.of(200, """
                        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                         "jwks_uri":"%1$s/jwks","subject_types_supported":["public"]}""".formatted(
                        identity.address())));
        identity.answers("/token", Answer.of(200, """
                        {"access_token":"token-of-the-press","token_type":"Bearer","expires_in":300}"""));
        press = start(folder, kafka);
    }

    private static ConfigurableApplicationContext start(Path data, String kafka) {
        return PdfRendererApplicationTest.start(Map.of(
                "server.port",
                "0",
                "trust-ledger.kafka.bootstrap-servers",
                kafka,
                "trust-ledger.topics.pack-requests",
                TOPIC,
                "trust-ledger.counter.url",
                counter.address(),
                "trust-ledger.office.url",
                office.address(),
                "trust-ledger.archive.directory",
                data.resolve("archive").toString(),
                "trust-ledger.identity.issuer",
                identity.address(),
                "trust-ledger.identity.client-secret",
                "secret",
                "trust-ledger.seal.keystore",
                data.resolve("seal.p12").toString(),
                "trust-ledger.seal.password",
                "secret"));
    }

    @AfterAll
    static void stop() {
        producer.close();
        SpringApplication.exit(press);
        List.of(counter, office, identity).forEach(Neighbour::stop);
    }

    @Test
    void aRequestBecomesAnArchivedSealedPackThatTheOfficeKnows() throws Exception {
        var request = request();
        counter.answers(request, HAFEN);
        office.answers(request, OK);
        send(request, Map.of());

        var report = onlyReport(request);
        assertThat(report.get("state").asString()).isEqualTo("issued");
        assertThat(report.get("rendererVersion").asString()).isEqualTo("8");
        assertThat(report.get("seal").get("demonstration").asBoolean()).isTrue();
        assertThat(report.get("seal").get("level").asString()).isEqualTo("PAdES-B-B");
        var file = folder.resolve(
                "archive/hafen/%s.pdf".formatted(report.get("sealedSha256").asString()));
        var pdf = Files.readAllBytes(file);
        assertThat(Sha256.hex(pdf)).isEqualTo(report.get("sealedSha256").asString());
        assertThat(pdf.length).isEqualTo(report.get("bytes").asInt());
        assertThat(Tool.run("pdfsig", file.toString()).output())
                .contains("Signature is Valid", "Total document signed");
        assertThat(Tool.run("pdfinfo", file.toString()).output())
                .containsPattern("Pages: +" + report.get("pages").asInt());

        var call = office.calls(request).getFirst();
        assertThat(call.method()).isEqualTo("PUT");
        assertThat(call.path()).isEqualTo("/api/v1/trust-centers/hafen/packs/%s".formatted(request));
        assertThat(call.authorization()).isEqualTo("Bearer token-of-the-press");
        var question = counter.calls(request).getFirst();
        assertThat(question.path()).isEqualTo("/api/v1/trust-centers/hafen");
        assertThat(question.query())
                .contains("validAt=2026-11-20T23:00:00Z", "recordedAt=2026-11-21T13:02:11.123456Z", "min-position=27");
        assertThat(office.passing(request))
                .as("the office hears of the beginning")
                .singleElement()
                .satisfies(heard -> assertThat(heard.body()).isEqualTo("{\"state\":\"being-set\"}"));
    }

    @Test
    void aPackOfAPartHoldsThatPart() throws Exception {
        var whole = request();
        var part = request();
        for (var request : List.of(whole, part)) {
            counter.answers(request, HAFEN);
            office.answers(request, OK);
        }
        send(whole, Map.of());
        send(part, Map.of("scope", "subprocessors"));

        assertThat(onlyReport(part).get("pages").asInt())
                .isLessThan(onlyReport(whole).get("pages").asInt());
        var file = folder.resolve("archive/hafen/%s.pdf"
                .formatted(onlyReport(part).get("sealedSha256").asString()));
        assertThat(Tool.run("pdftotext", file.toString(), "-").output())
                .contains("Sub-processors and data centers")
                .doesNotContain("Where do you store our data?");
    }

    @Test
    void aCounterThatIsBehindIsWaitedFor() throws Exception {
        var request = request();
        var behind = new String(Samples.json("hafen"), StandardCharsets.UTF_8)
                .replace("\"contentPosition\": 27", "\"contentPosition\": 26");
        counter.answers(request, Answer.of(503, "{}"), Answer.of(404, "{}"), Answer.of(200, behind), HAFEN);
        office.answers(request, OK);
        send(request, Map.of());

        assertThat(onlyReport(request).get("state").asString()).isEqualTo("issued");
        assertThat(counter.calls(request)).hasSize(4);
    }

    @Test
    void anOfficeThatIsAwayGetsTheSamePackWhenItIsBack() throws Exception {
        var request = request();
        counter.answers(request, HAFEN);
        office.answers(request, Answer.of(503, ""), Answer.of(401, ""), Answer.of(403, "{}"), OK);
        var partition = send(request, Map.of());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(office.calls(request)).hasSize(4));
        assertThat(office.calls(request).stream().map(Neighbour.Call::body).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(counter.calls(request)).hasSize(1);
        awaitCommitted(partition);
    }

    @Test
    void noOffsetIsCommittedBeforeTheOfficeAcceptsAndTheNextPressTakesTheRequestAgain() throws Exception {
        var request = request();
        counter.answers(request, HAFEN);
        office.answers(request, Answer.of(503, ""));
        var sent = send(request, Map.of());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(office.calls(request)).hasSizeGreaterThan(2));
        assertThat(committed(sent)).isLessThanOrEqualTo(sent.offset());

        SpringApplication.exit(press);
        assertThat(committed(sent)).isLessThanOrEqualTo(sent.offset());
        office.answers(request, OK);
        press = start(folder, Backing.bootstrapServers());
        awaitCommitted(sent);
        assertThat(counter.calls(request)).hasSize(2);
    }

    @Test
    void whatCanNeverBePrintedIsReportedAsFailedWithASentence() throws Exception {
        assertThat(problem(Map.of("rendererVersion", "2"), HAFEN))
                .contains("renderer version 2", "this press is version 8", "trust-ledger.packs.renderer-version");
        assertThat(problem(Map.of("scope", "weather"), HAFEN))
                .contains("'weather' is no scope of a pack: give all, tag:");
        assertThat(problem(Map.of("scope", "tag:nis2"), HAFEN)).contains("'tag:nis2': choose another date or scope");
        assertThat(problem(Map.of("language", "fi"), HAFEN)).contains("texts/fi.properties");
        assertThat(problem(Map.of(), Answer.of(400, "{\"detail\":\"validAt is no date\"}")))
                .contains("validAt is no date");
        assertThat(problem(Map.of(), Answer.of(200, "{\"surprise\":true}"))).contains("cannot be read");
        var unprintable =
                new String(Samples.json("hafen"), StandardCharsets.UTF_8).replace("In **Sweden** only", "In 瑞典");
        assertThat(problem(Map.of(), Answer.of(200, unprintable))).contains("瑞", "answers/where");
        var ahead = new String(Samples.json("hafen"), StandardCharsets.UTF_8)
                .replace("\"contentPosition\": 27", "\"contentPosition\": 28");
        assertThat(problem(Map.of(), Answer.of(200, ahead))).contains("Request the pack again");
    }

    @Test
    void aPackThatIsRegisteredOtherwiseOrNotWantedAnyMoreIsSettled() throws Exception {
        for (var slug : List.of("pack-issued-otherwise", "pack-never-requested")) {
            var request = request();
            counter.answers(request, HAFEN);
            office.answers(request, Answer.of(409, "{\"type\":\"urn:trust-ledger:problem:%s\"}".formatted(slug)));
            awaitCommitted(send(request, Map.of()));
            assertThat(office.calls(request)).hasSize(1);
        }
    }

    @Test
    void whatIsNoRequestIsPassedOver() throws Exception {
        var partition = producer.send(
                        new ProducerRecord<>(TOPIC, 0, "junk", "no json".getBytes(StandardCharsets.UTF_8)))
                .get();
        awaitCommitted(new Sent(new TopicPartition(TOPIC, partition.partition()), partition.offset()));
        var request = request();
        awaitCommitted(sendRaw(request, Map.of("pack", "../../etc/passwd")));
        assertThat(counter.calls(request)).isEmpty();
    }

    @Test
    void aRequestThatHasToWaitHoldsUpNoOtherPartition() throws Exception {
        var waiting = IntStream.iterate(0, i -> i + 1)
                .mapToObj(_ -> request())
                .filter(id -> partitionOf(id) == 1)
                .findFirst()
                .orElseThrow();
        var going = IntStream.iterate(0, i -> i + 1)
                .mapToObj(_ -> request())
                .filter(id -> partitionOf(id) == 2)
                .findFirst()
                .orElseThrow();
        counter.answers(waiting, Answer.of(503, ""));
        counter.answers(going, HAFEN);
        office.answers(going, OK);
        office.answers(waiting, OK);
        var held = send(waiting, Map.of());
        await().atMost(Duration.ofSeconds(30)).until(() -> health().contains("waiting"));
        awaitCommitted(send(going, Map.of()));
        assertThat(committed(held)).isLessThanOrEqualTo(held.offset());
        assertThat(health()).contains("\"status\":\"DEGRADED\"", "waiting", "because");
        assertThat(told("/actuator/prometheus"))
                .contains("trust_ledger_packs_seconds_count{outcome=\"postponed\"}")
                .contains("trust_ledger_packs_seconds_count{outcome=\"issued\"}");
        counter.answers(waiting, HAFEN);
        awaitCommitted(held);
    }

    private static String health() {
        return told("/actuator/health/readiness");
    }

    private static String told(String path) {
        var port = press.getEnvironment().getProperty("local.server.port");
        return String.valueOf(RestClient.create()
                .get()
                .uri("http://localhost:%s%s".formatted(port, path))
                .retrieve()
                .body(String.class));
    }

    private String problem(Map<String, Object> changes, Answer view) throws Exception {
        var request = request();
        counter.answers(request, view);
        office.answers(request, OK);
        send(request, changes);
        var report = onlyReport(request);
        assertThat(report.get("state").asString()).isEqualTo("failed");
        return report.get("problem").asString();
    }

    private record Sent(TopicPartition partition, long offset) {}

    /** A pack id, which also serves as the correlation id by which the neighbours know what to answer. */
    private static String request() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static int partitionOf(String key) {
        return org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(
                key.getBytes(StandardCharsets.UTF_8), 3);
    }

    private static Sent send(String request, Map<String, Object> changes) throws Exception {
        return sendRaw(request, changes);
    }

    private static Sent sendRaw(String request, Map<String, Object> changes) throws Exception {
        var json = JSON.createObjectNode();
        json.put("pack", request)
                .put("trustCenter", "hafen")
                .put("scope", "all")
                .put("language", "en")
                .put("validAt", "2026-11-20T23:00:00Z")
                .put("recordedAt", "2026-11-21T13:02:11.123456Z")
                .put("contentPosition", 27)
                .put("accessPosition", 0)
                .put("position", 27)
                .put("rendererVersion", "8")
                .put("correlationId", request);
        changes.forEach((key, value) -> json.put(key, String.valueOf(value)));
        var sent = producer.send(new ProducerRecord<>(TOPIC, request, JSON.writeValueAsBytes(json)))
                .get();
        return new Sent(new TopicPartition(TOPIC, sent.partition()), sent.offset());
    }

    private static JsonNode onlyReport(String request) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(office.calls(request)).isNotEmpty());
        assertThat(office.calls(request)).hasSize(1);
        return JSON.readTree(office.calls(request).getFirst().body());
    }

    private static void awaitCommitted(Sent sent) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(committed(sent)).isGreaterThan(sent.offset()));
    }

    private static long committed(Sent sent) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", Backing.bootstrapServers()))) {
            var offsets = admin.listConsumerGroupOffsets(
                            Set.of(PackRequests.GROUP).iterator().next())
                    .partitionsToOffsetAndMetadata()
                    .get();
            var offset = offsets.get(sent.partition());
            return offset == null ? 0 : offset.offset();
        }
    }
}
