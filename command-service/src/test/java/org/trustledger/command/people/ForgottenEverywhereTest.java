package org.trustledger.command.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.trustledger.backing.DatabaseAccess;
import org.trustledger.backing.DatabaseRoles;
import org.trustledger.backing.Databases;
import org.trustledger.backing.KafkaBroker;
import org.trustledger.backing.PostgresServer;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Post;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.events.TrustCenterId;

/**
 * One subscriber from the first letter to the last backup. Their address stands in no file of either database, of Kafka
 * or of a log; and once they have left, it is read from no copy of the office's database either. The order is of the
 * essence.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForgottenEverywhereTest {
    private static final String SITE = "https://trust.fjordsky.example";
    private static final String ADDRESS = "Ylva.Kvastfening-77@kund.example";
    private static final String WISH = "topic=answers&language=en&cadence=immediate&reminders=yes";
    private static final String PASSWORD = "only-for-tests";
    private static final String CONTENT = Documents.BEGINNING + """
            categories: [{id: security, label: Security}]
            answers:
            - {id: backup, category: security, question: Are there backups?, text: Every night.}
            """;
    private static final Trace TRACE = Trace.of("Kvastfening-77", ADDRESS);

    private final Post post = new Post();
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private final List<FileAppender<ILoggingEvent>> logs = new ArrayList<>();
    private Path directory;
    private PostgresServer postgres;
    private KafkaBroker kafka;
    private Databases databases;
    private String secret = "";
    private PersonId person = PersonId.fresh();

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        var software = Path.of(System.getProperty("user.home"), ".cache", "trust-ledger");
        Files.createDirectories(directory.resolve("logs"));
        postgres = PostgresServer.start(directory.resolve("postgresql"), software, 0);
        kafka = KafkaBroker.start(directory.resolve("kafka"), 0, 0);
        databases = new Databases(postgres.superuser());
    }

    @AfterAll
    void stop() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        logs.forEach(root::detachAppender);
        logs.forEach(FileAppender::stop);
        kafka.close();
        postgres.close();
        post.close();
    }

    @Test
    @Order(1)
    void noFileHasTheAddressOfWhoeverIsTold() throws Exception {
        try (var office = office("office", "keys")) {
            subscribeAndBeTold(office);
            assertThat(found()).as("while they are told").isEmpty();
        }
        copy("office");
        copy("keys");
    }

    @Test
    @Order(2)
    void norHasOneTheAddressOfWhoeverHasLeft() throws Exception {
        try (var office = office("office", "keys")) {
            assertThat(post(office, "/subscriptions/" + secret, "do=leave").statusCode())
                    .isEqualTo(303);
            await().untilAsserted(() -> assertThat(keysIn("keys")).isZero());
            assertThat(found()).as("when they have left").isEmpty();
        }
    }

    @Test
    @Order(3)
    void aRestoredOfficeOpensNothingOfThem() {
        try (var office = office("office_copy", "keys")) {
            var desk = office.bean(SubscriptionDesk.class);
            var restored = desk.find(trustCenter, secret);
            assertThat(restored.id()).isEqualTo(person);
            assertThat(desk.known(restored)).isEmpty();

            assertThat(office.exchange(office.request(
                                    office.reception("/reception/%s/subscriptions/%s".formatted(trustCenter, secret)),
                                    null))
                            .body())
                    .doesNotContainIgnoringCase("kvastfening");
            var letters = post.all().size();
            change(office, "Every minute.");
            await().untilAsserted(() -> assertThat(office.jdbc()
                            .queryForList(
                                    "select not_sent_why from delivery where recipient = ?",
                                    String.class,
                                    person.value()))
                    .contains("left"));
            assertThat(post.all()).as("nobody is written to").hasSize(letters);
        }
    }

    @Test
    @Order(4)
    void whoRestoresTheKeysTooDestroysThemByStartingTheOffice() {
        assertThat(keysIn("keys_copy")).as("in the backup").isOne();
        try (var office = office("office", "keys_copy")) {
            await().untilAsserted(() ->
                    assertThat(keysIn("keys_copy")).as("once the office is up").isZero());
            assertThat(office.bean(People.class).keys(List.of(person)).byPerson())
                    .isEmpty();
        }
    }

    @Test
    @Order(5)
    void whatIsLookedForWouldBeFound() throws Exception {
        try (var _ = office("office", "keys")) {
            superuser("office").execute("create table planted (address text)");
            superuser("office").update("insert into planted values (?)", ADDRESS);
            superuser("keys").execute("create table planted (address bytea)");
            superuser("keys")
                    .update(
                            "insert into planted values (?)",
                            ADDRESS.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_16BE));
            plantInKafka();
            LoggerFactory.getLogger(ForgottenEverywhereTest.class)
                    .warn("Told {}", URLEncoder.encode(ADDRESS, StandardCharsets.UTF_8));
            assertThat(found())
                    .anyMatch(place -> place.matches("postgresql/cluster/base/.*"))
                    .anyMatch(place -> place.matches("postgresql/cluster/pg_wal/.*"))
                    .anyMatch(place -> place.matches("kafka/.*\\.log"))
                    .anyMatch(place -> place.matches("logs/.*"))
                    .contains("table office.planted", "table keys.planted", "topic planted");
        }
    }

    // --- what happens ---

    private void subscribeAndBeTold(RunningOffice office) {
        var loaded = put(office, CONTENT);
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(201);
        for (var typed : List.of(ADDRESS, ADDRESS.toUpperCase(Locale.ROOT), ADDRESS + "@")) {
            post(
                    office,
                    "/subscribe",
                    "address=%s&%s".formatted(URLEncoder.encode(typed, StandardCharsets.UTF_8), WISH));
        }
        var link = "%s/reception/%s/subscriptions/".formatted(SITE, trustCenter);
        secret = await().until(() -> post.to(ADDRESS), came -> !came.isEmpty())
                .getFirst()
                .lineThatBegins(link)
                .substring(link.length());
        assertThat(post(office, "/subscriptions/" + secret, "do=confirm&" + WISH)
                        .statusCode())
                .isEqualTo(303);
        var desk = office.bean(SubscriptionDesk.class);
        var subscriber = desk.find(trustCenter, secret);
        person = subscriber.id();
        assertThat(desk.known(subscriber).orElseThrow().address()).isEqualTo(ADDRESS);
        change(office, "Every hour.");
        await().atMost(Duration.ofSeconds(30)).until(() -> post.to(ADDRESS), came -> came.size() == 2);
        await().untilAsserted(() -> assertThat(office.jdbc()
                        .queryForList(
                                "select address_digest from delivery where accepted_at is not null", String.class))
                .hasSize(1));
    }

    private void change(RunningOffice office, String text) {
        var changed = put(office, CONTENT.replace("Every night.", text));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    }

    private HttpResponse<String> put(RunningOffice office, String document) {
        var request = office.request(
                        office.office("/api/v1/trust-centers/%s/content".formatted(trustCenter)),
                        office.identity().token("pipeline", trustCenter + ":automation"))
                .header("Content-Type", "application/yaml");
        office.bean(Ledger.class)
                .head(trustCenter)
                .ifPresent(head -> request.header("If-Match", "\"%d\"".formatted(head.contentPosition())));
        return office.send(request.PUT(BodyPublishers.ofString(document)));
    }

    private HttpResponse<String> post(RunningOffice office, String path, String form) {
        return office.exchange(office.request(office.reception("/reception/%s%s".formatted(trustCenter, path)), null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(form)));
    }

    /** An office on these two databases, whose log is kept. */
    private RunningOffice office(String database, String keys) {
        var ledger = roles(database);
        var store = roles(keys);
        var office = new RunningOffice(
                kafka.bootstrapServers(),
                Stream.of(settings(ledger, store), post.settings())
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
        keepLog();
        return office;
    }

    /** Those of a copy are those of what it was copied from. */
    private DatabaseRoles roles(String database) {
        var name = database.replaceFirst("_copy$", "");
        var roles = databases.provide(name, PASSWORD, PASSWORD);
        return new DatabaseRoles(within(database, roles.owner()), within(database, roles.runtime()));
    }

    private static DatabaseAccess within(String database, DatabaseAccess access) {
        return new DatabaseAccess(
                access.jdbcUrl().replaceFirst("/[a-z_]+(?=$|\\?)", "/" + database), access.user(), access.password());
    }

    private static String[] settings(DatabaseRoles ledger, DatabaseRoles store) {
        return new String[] {
            "spring.datasource.url=" + ledger.runtime().jdbcUrl(),
            "spring.datasource.username=" + ledger.runtime().user(),
            "spring.datasource.password=" + ledger.runtime().password(),
            "spring.flyway.user=" + ledger.owner().user(),
            "spring.flyway.password=" + ledger.owner().password(),
            "trust-ledger.people.secret=fedcba9876543210fedcba9876543210",
            "trust-ledger.people.keys.url=" + store.runtime().jdbcUrl(),
            "trust-ledger.people.keys.username=" + store.runtime().user(),
            "trust-ledger.people.keys.password=" + store.runtime().password(),
            "trust-ledger.people.keys.owner=" + store.owner().user(),
            "trust-ledger.people.keys.owner-password=" + store.owner().password(),
            "trust-ledger.subscriptions.site=" + SITE,
            "trust-ledger.notices.gather=0s"
        };
    }

    // An office that starts takes down what others have set up to keep its log.
    private void keepLog() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var appender = new FileAppender<ILoggingEvent>();
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(root.getLoggerContext());
        encoder.setPattern("%date %level %logger %mdc %message%n%throwable");
        encoder.start();
        appender.setContext(root.getLoggerContext());
        appender.setFile(directory
                .resolve("logs")
                .resolve("office-%d.log".formatted(logs.size()))
                .toString());
        appender.setEncoder(encoder);
        appender.start();
        root.addAppender(appender);
        logs.add(appender);
    }

    /** The database as it is now, beside it: as a backup that is restored. */
    private void copy(String database) {
        superuser("postgres").execute("create database %s_copy template %s".formatted(database, database));
    }

    private int keysIn(String database) {
        var keys = superuser(database)
                .queryForObject("select count(*) from person_key where person = ?", Integer.class, person.value());
        return keys == null ? 0 : keys;
    }

    private JdbcTemplate superuser(String database) {
        var superuser = within(database, postgres.superuser());
        return new JdbcTemplate(
                new DriverManagerDataSource(superuser.jdbcUrl(), superuser.user(), superuser.password()));
    }

    private void plantInKafka() throws ExecutionException, InterruptedException {
        var settings = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
                var admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic("planted", 1, (short) 1)))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>("planted", "told", ADDRESS)).get();
        }
    }

    // --- where it is found ---

    /** Every file, table and topic that has it. */
    private Set<String> found() throws IOException {
        superuser("postgres").execute("checkpoint");
        var found = new TreeSet<String>();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (TRACE.isIn(read(file))) {
                    found.add(directory.relativize(file).toString());
                }
            }
        }
        // What is compressed in a file is seen by whoever reads it as it is meant to be read.
        for (var database : List.of("office", "keys")) {
            var within = superuser(database);
            for (var table : within.queryForList("""
                    select format('%I.%I', schemaname, tablename) from pg_tables
                    where schemaname not in ('pg_catalog', 'information_schema')""", String.class)) {
                within.query("select t::text from %s t".formatted(table), row -> {
                    if (TRACE.isIn(row.getString(1).getBytes(StandardCharsets.UTF_8))) {
                        found.add("table %s.%s".formatted(database, table.replaceFirst("^public\\.", "")));
                    }
                });
            }
        }
        found.addAll(topicsThatHaveIt());
        return found;
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            return new byte[0];
        }
    }

    private Set<String> topicsThatHaveIt() {
        var found = new TreeSet<String>();
        var settings = new Properties();
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("exclude.internal.topics", "false");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    var parts = new ArrayList<byte[]>();
                    parts.add(message.key());
                    parts.add(message.value());
                    message.headers().forEach(header -> parts.add(header.value()));
                    if (parts.stream().anyMatch(part -> part != null && TRACE.isIn(part))) {
                        found.add("topic " + message.topic());
                    }
                }
            }
        }
        return found;
    }
}
