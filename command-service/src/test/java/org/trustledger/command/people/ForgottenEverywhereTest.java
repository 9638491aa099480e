package org.trustledger.command.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
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
import org.trustledger.backing.FreePort;
import org.trustledger.backing.KafkaBroker;
import org.trustledger.backing.PostgresServer;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Post;
import org.trustledger.command.mail.OwnMindedServer;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.events.TrustCenterId;

/**
 * One subscriber from the first letter to the last backup. Their address stands in no file of either database, of Kafka
 * or of a log, whatever fails and whoever says it; and once they have left, it is read from no copy of the office's
 * database either. The order is of the essence.
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

            // As on another day than that of the backup.
            office.jdbc().update("delete from quiet_address");
            assertThat(subscribe(office, ADDRESS)).isEqualTo(303);
            var link = "%s/reception/%s/subscriptions/".formatted(SITE, trustCenter);
            var again = await().until(() -> post.to(ADDRESS), came -> came.size() == 3)
                    .getLast()
                    .lineThatBegins(link)
                    .substring(link.length());
            assertThat(post(office, "/subscriptions/" + again, "do=confirm&" + WISH)
                            .statusCode())
                    .isEqualTo(303);
            assertThat(desk.find(trustCenter, again).id()).isNotEqualTo(person);
            await().untilAsserted(
                            () -> assertThat(office.bean(Ledger.class).history(trustCenter, "people", person.value()))
                                    .as("that the one before is forgotten")
                                    .containsExactly(new PersonErased(PersonErased.Because.KEY_MISSING)));
            change(office, "Every second.");
            await().until(() -> post.to(ADDRESS), came -> came.size() == 4);
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
    void norHasOneTheAddressThatAMailServerOrItsReportQuotes() throws Exception {
        var refused = "Ylva.Kvastfening-77@finns-inte.example";
        try (var server = OwnMindedServer.that(
                        false,
                        (_, said) -> said.startsWith("RCPT")
                                ? "550 5.1.1 No such user here: %s".formatted(said)
                                : said.startsWith("MAIL") ? "250 2.1.0 ok, for Kvastfening-77" : null);
                var mailbox = mailbox();
                var office = office(
                        "office",
                        "keys",
                        "trust-ledger.mail.port=" + server.port(),
                        "trust-ledger.mail.bounces.host=127.0.0.1",
                        "trust-ledger.mail.bounces.port=" + mailbox.port(),
                        "trust-ledger.mail.bounces.start-tls=never",
                        "trust-ledger.mail.bounces.user=bounces",
                        "trust-ledger.mail.bounces.password=secret",
                        "trust-ledger.mail.bounces.address=bounces@trust.fjordsky.example")) {
            subscribe(office, refused);
            await().untilAsserted(() -> assertThat(office.jdbc()
                            .queryForObject("select count(*) from letter where given_up_at is not null", Integer.class))
                    .as("refused for good")
                    .isOne());
            await().untilAsserted(() -> assertThat(office.jdbc()
                            .queryForList(
                                    "select bounce_status from delivery where recipient = ? and bounced_at is not null",
                                    String.class,
                                    person.value()))
                    .as("the report is read")
                    .containsExactly("5.1.1"));
        }
        try (var away = OwnMindedServer.that(
                        false, (_, said) -> said.isEmpty() ? "* BYE not for Ylva.Kvastfening-77" : null);
                var _ = office(
                        "office",
                        "keys",
                        "trust-ledger.mail.bounces.host=127.0.0.1",
                        "trust-ledger.mail.bounces.port=" + away.port(),
                        "trust-ledger.mail.bounces.start-tls=never",
                        "trust-ledger.mail.bounces.user=bounces",
                        "trust-ledger.mail.bounces.password=secret",
                        "trust-ledger.mail.bounces.address=bounces@trust.fjordsky.example")) {
            await().until(() -> away.connections() > 0 && logged("MailboxAway"));
        }
        assertThat(found()).as("what others say of it").isEmpty();
    }

    @Test
    @Order(6)
    void norHasOneWhatIsTypedWhileADatabaseFails() throws Exception {
        try (var office = office("office", "keys", "trust-ledger.webhooks.allowed-hosts=127.0.0.1")) {
            var staff = Staff.of(office, "adam", trustCenter + ":administrator");
            var endpoint = "http://127.0.0.1:%d/Kvastfening-77?token=Kvastfening-77".formatted(FreePort.any());
            for (var broken : List.of(
                    new Broken("office", "alter table subscriber add constraint away check (false) not valid"),
                    new Broken("office", "alter table subscriber rename to subscriber_away"),
                    new Broken("office", "alter table webhook add constraint away check (false) not valid"),
                    new Broken("keys", "alter table person_key rename to person_key_away"))) {
                superuser(broken.database()).execute(broken.statement());
                var came = List.of(
                        subscribe(office, "Ylva.Kvastfening-77@andra.example"),
                        post(office, "/webhooks", "address=%s&topic=answers".formatted(encoded(endpoint)))
                                .statusCode(),
                        staff.send("erasure", "typed=" + encoded(ADDRESS)).statusCode());
                superuser(broken.database()).execute(broken.mended());
                assertThat(came).as(broken.statement()).anyMatch(status -> status >= 500);
            }
        }
        assertThat(found()).as("while a database fails").isEmpty();
    }

    private record Broken(String database, String statement) {
        String mended() {
            return statement.contains("rename")
                    ? statement.replaceFirst("alter table (\\S+) rename to (\\S+)", "alter table $2 rename to $1")
                    : statement.replaceFirst("add constraint.*", "drop constraint away");
        }
    }

    @Test
    @Order(7)
    void norHasOneWhereAProgramIsCalledOrWithWhatSecret() throws Exception {
        try (var office = office("office", "keys", "trust-ledger.webhooks.allowed-hosts=127.0.0.1")) {
            var made = post(
                    office,
                    "/webhooks",
                    "topic=answers&address="
                            + encoded("http://127.0.0.1:%d/Kvastfening-77?token=Kvastfening-77"
                                    .formatted(FreePort.any())));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            var link = matching("/webhooks/([A-Za-z0-9_-]{20,})", made.body());
            var signing = matching("(whsec_[A-Za-z0-9+/=]{20,})", made.body());
            post(office, "/webhooks/" + link, "do=challenge");
            await().untilAsserted(() -> assertThat(office.jdbc()
                            .queryForList("select trial_outcome from webhook where trial is not null", String.class))
                    .as("called in vain")
                    .isNotEmpty()
                    .doesNotContainNull());
            assertThat(found()).isEmpty();
            assertThat(found(Trace.of(link, "-"), Trace.of(signing.substring("whsec_".length()), "-")))
                    .as("the secrets of its link and of its signatures")
                    .isEmpty();
        }
    }

    @Test
    @Order(8)
    void norHasOneTheAddressThatAnAdministratorTypes() throws Exception {
        var asks = "Ylva.Kvastfening-77@ringer.example";
        try (var office = office("office", "keys")) {
            subscribe(office, asks);
            await().until(() -> post.to(asks), came -> !came.isEmpty());
            var one = Staff.of(office, "adam", trustCenter + ":administrator");
            var other = Staff.of(office, "berit", trustCenter + ":administrator");

            assertThat(one.send("erasure", "typed=" + encoded("Kvastfening-77@ingen.example"))
                            .statusCode())
                    .isEqualTo(422);
            assertThat(one.send("erasure", "typed=Kvastfening-77").statusCode()).isEqualTo(422);
            var confirm = one.send("erasure", "typed=" + encoded(asks));
            assertThat(confirm.statusCode()).isEqualTo(200);
            assertThat(confirm.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("no-store");
            assertThat(confirm.body() + confirm.headers()).doesNotContainIgnoringCase("kvastfening");
            var forget = "erasure/" + matching("/erasure/([0-9a-f]{32}/forget)", confirm.body());
            assertThat(one.send(forget, basedOn(confirm)).body()).doesNotContainIgnoringCase("kvastfening");
            var agree = other.send("erasure", "typed=" + encoded(asks));
            assertThat(other.send(forget, basedOn(agree)).body()).contains("is forgotten");
            assertThat(superuser("office")
                            .queryForObject(
                                    "select count(*) from domain_event where payload_type = 'people.erased' and convert_from(payload, 'UTF8') like '%asked-for%'",
                                    Integer.class))
                    .isOne();
        }
        assertThat(found()).as("what an administrator typed").isEmpty();
    }

    @Test
    @Order(9)
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

    private int subscribe(RunningOffice office, String address) {
        return post(office, "/subscribe", "address=%s&%s".formatted(encoded(address), WISH))
                .statusCode();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** How it stands by what a page shows. */
    private static String basedOn(HttpResponse<String> page) {
        return "basedOn=" + encoded(matching("name=\"basedOn\" value=\"([^\"]+)\"", page.body()));
    }

    private static String matching(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    /** Where reports arrive, and one has: that the letter they were told by came back, with their address in it. */
    private Mailbox mailbox() throws MessagingException, UserException {
        var letter = superuser("office")
                .queryForObject(
                        "select letter from delivery where recipient = ? and accepted_at is not null",
                        String.class,
                        person.value());
        var server = new GreenMail(new ServerSetup(FreePort.any(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        server.getUserManager()
                .createUser("bounces@trust.fjordsky.example", "bounces", "secret")
                .deliver(new MimeMessage(
                        Session.getInstance(new Properties()), new ByteArrayInputStream("""
                                From: Mail Delivery System <mailer-daemon@kund.example>
                                To: bounces+%2$s@trust.fjordsky.example
                                Subject: Undelivered: %1$s
                                MIME-Version: 1.0
                                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                                --b
                                Content-Type: text/plain

                                I could not deliver your message to <%1$s>.

                                --b
                                Content-Type: message/delivery-status

                                Reporting-MTA: dns; mail.kund.example

                                Original-Recipient: rfc822; %1$s
                                Final-Recipient: rfc822; %1$s
                                Action: failed
                                Status: 5.1.1
                                Diagnostic-Code: smtp; 550 5.1.1 <%1$s> is nobody here

                                --b
                                Content-Type: text/rfc822-headers

                                Message-ID: <%2$s@fjordsky.example>
                                To: %1$s

                                --b--
                                """.formatted(ADDRESS, letter)
                                .replace("\n", "\r\n")
                                .getBytes(StandardCharsets.US_ASCII))));
        return new Mailbox(server);
    }

    private record Mailbox(GreenMail server) implements AutoCloseable {
        int port() {
            return server.getImap().getPort();
        }

        @Override
        public void close() {
            server.stop();
        }
    }

    /** A member of the staff before the workbench. */
    private record Staff(HttpClient http, RunningOffice office, String home, String token) {
        static Staff of(RunningOffice office, String subject, String role) throws IOException, InterruptedException {
            office.identity().letsIn(subject, role);
            var http = HttpClient.newBuilder()
                    .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            var home = "/workbench/%s/".formatted(role.replaceFirst(":.*", ""));
            var shown = http.send(
                    office.request(office.office(home), null)
                            .header("Accept", "text/html")
                            .build(),
                    BodyHandlers.ofString());
            return new Staff(http, office, home, matching("name=\"_csrf\" value=\"([^\"]+)\"", shown.body()));
        }

        HttpResponse<String> send(String path, String form) throws IOException, InterruptedException {
            return http.send(
                    office.request(office.office(home + path), null)
                            .header("Accept", "text/html")
                            .header("Accept-Language", "en")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("_csrf=%s&%s".formatted(encoded(token), form)))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private boolean logged(String text) throws IOException {
        return Files.readString(Path.of(logs.getLast().getFile())).contains(text);
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
        return office.exchange(office.form(office.reception("/reception/%s%s".formatted(trustCenter, path)), form));
    }

    /** An office on these two databases, whose log is kept. */
    private RunningOffice office(String database, String keys, String... more) {
        var ledger = roles(database);
        var store = roles(keys);
        var office = new RunningOffice(
                kafka.bootstrapServers(),
                Stream.of(settings(ledger, store), post.settings(), more)
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
        return found(TRACE);
    }

    private Set<String> found(Trace... traces) throws IOException {
        superuser("postgres").execute("checkpoint");
        var found = new TreeSet<String>();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (isIn(read(file), traces)) {
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
                    if (isIn(row.getString(1).getBytes(StandardCharsets.UTF_8), traces)) {
                        found.add("table %s.%s".formatted(database, table.replaceFirst("^public\\.", "")));
                    }
                });
            }
        }
        found.addAll(topicsThatHaveIt(traces));
        return found;
    }

    private static boolean isIn(byte[] octets, Trace... traces) {
        return Arrays.stream(traces).anyMatch(trace -> trace.isIn(octets));
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            return new byte[0];
        }
    }

    private Set<String> topicsThatHaveIt(Trace... traces) {
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
                    if (parts.stream().anyMatch(part -> part != null && isIn(part, traces))) {
                        found.add("topic " + message.topic());
                    }
                }
            }
        }
        return found;
    }
}
