package org.trustledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.backing.Databases;
import org.trustledger.backing.KafkaBroker;
import org.trustledger.backing.PostgresServer;
import org.trustledger.standalone.identity.Client;
import org.trustledger.standalone.identity.Credentials;
import org.trustledger.standalone.identity.IdentityProvider;
import org.trustledger.standalone.identity.Person;
import org.trustledger.standalone.identity.TokenRequest;
import org.trustledger.standalone.processes.GuardedProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The artifacts as {@code compose.yaml} configures them, by environment and files alone, against servers as a company
 * has them: PostgreSQL that proves who it is, and Kafka that does so too and lets in only who logs in.
 */
class OwnServersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String PASSWORD = "of-the-key-store";
    private static final String LOGIN = "of-the-kafka-login";
    private static final String CORRELATION_ID = "from-the-pipeline-to-the-pack";
    private static final Map<String, String> MODULES =
            Map.of("office", "command-service", "counter", "query-service", "press", "pdf-renderer");

    private final ComposeFile compose = ComposeFile.read();
    private final Ports ports = new Ports(Installation.freePorts());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<AutoCloseable> started = new ArrayList<>();
    private final Map<String, String> secrets = new HashMap<>(Map.of(
            "office_owner_password", "office-owner",
            "office_runtime_password", "office-runtime",
            "counter_owner_password", "counter-owner",
            "counter_runtime_password", "counter-runtime",
            "keys_owner_password", "keys-owner",
            "keys_runtime_password", "keys-runtime",
            "actors_secret", "0123456789abcdef0123456789abcdef",
            "people_secret", "fedcba9876543210fedcba9876543210",
            "press_client_secret", "press-client",
            "seal_password", PASSWORD));

    @TempDir
    Path directory;

    private Path authority;
    private Path keyStore;
    private PostgresServer postgres;

    @BeforeEach
    void startServers() throws Exception {
        keyStore = directory.resolve("server.p12");
        assertThat(Programs.run(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "3072",
                        "-dname",
                        "CN=Demonstration only",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD))
                .contains("exit code 0");
        var keys = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
        var key =
                pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        var certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
        authority = Files.writeString(directory.resolve("authority.pem"), certificate);

        started.add(KafkaBroker.start(
                directory.resolve("kafka"),
                ports.kafka(),
                ports.kafkaController(),
                new KafkaBroker.Guard(key, certificate, "trust-ledger", LOGIN)));
        postgres = PostgresServer.start(
                directory.resolve("postgresql"),
                Path.of(System.getProperty("user.home"), ".cache", "trust-ledger"),
                ports.postgres());
        started.add(postgres);
        provesWhoItIs(key);
        var databases = new Databases(postgres.superuser());
        databases.provide("office", secret("office_owner_password"), secret("office_runtime_password"));
        databases.provide("counter", secret("counter_owner_password"), secret("counter_runtime_password"));
        databases.provide("keys", secret("keys_owner_password"), secret("keys_runtime_password"));
        started.add(IdentityProvider.start(
                ports.identity(),
                ports.officeAddress(),
                new Credentials(
                        passwords(),
                        Map.of(Client.RENDERER, secret("press_client_secret"), Client.AUTOMATION, "automation")),
                IdentityProvider.newSigningKey()));
    }

    @AfterEach
    void stop() throws Exception {
        for (var each : started.reversed()) {
            each.close();
        }
        http.close();
    }

    @Test
    void aDocumentBecomesAPackWithNothingButSettingsChanged() throws Exception {
        for (var service : List.of("office", "counter", "press")) {
            start(service);
        }
        await().atMost(PATIENCE)
                .until(() -> isReady(ports.officeManagement())
                        && isReady(ports.counterManagement())
                        && isReady(ports.press()));

        var answer = http.send(
                HttpRequest.newBuilder(URI.create(ports.officeAddress() + "/api/v1/trust-centers/nordhamn/content"))
                        .header(
                                "Authorization",
                                "Bearer " + new TokenRequest(ports.issuer()).of(Client.AUTOMATION, "automation"))
                        .header("Content-Type", "application/yaml")
                        .header("X-Correlation-Id", CORRELATION_ID)
                        .PUT(BodyPublishers.ofString(Installation.sample()))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                site("/api/v1/trust-centers/nordhamn/packs").body())
                        .contains("\"language\":\"en\"", "\"language\":\"sv\""));
        assertThat(site("/nordhamn/").statusCode()).isEqualTo(200);
        everyLineIsOfTheElasticCommonSchemaAndTheIdIsInAllThreeLogs();
        nobodyTalksToPostgresInTheClear();
        kafkaLetsNobodyElseIn();
    }

    private void everyLineIsOfTheElasticCommonSchemaAndTheIdIsInAllThreeLogs() {
        for (var service : MODULES.keySet()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(log(service))
                            .as("log of the %s", service)
                            .allSatisfy(line -> assertThat(line.propertyNames())
                                    .contains("@timestamp", "log", "process", "service", "message", "ecs"))
                            .anySatisfy(line -> assertThat(
                                            line.path("correlationId").asString(""))
                                    .isEqualTo(CORRELATION_ID)));
        }
    }

    private void nobodyTalksToPostgresInTheClear() throws Exception {
        try (var connection = DriverManager.getConnection(
                        postgres.superuser().jdbcUrl(),
                        postgres.superuser().user(),
                        postgres.superuser().password());
                var rows = connection.createStatement().executeQuery("""
                        select array_agg(distinct usename::text order by usename::text)::text, bool_and(ssl)
                        from pg_stat_activity join pg_stat_ssl using (pid)
                        where usename like 'office%' or usename like 'counter%' or usename like 'keys%'""")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("{counter_runtime,keys_runtime,office_runtime}");
            assertThat(rows.getBoolean(2)).isTrue();
        }
    }

    private void kafkaLetsNobodyElseIn() {
        var settings = new HashMap<String, Object>(kafka("another password"));
        settings.put("bootstrap.servers", "127.0.0.1:" + ports.kafka());
        try (var admin = Admin.create(settings)) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    /** As compose does, but for addresses, for TLS and the login, and for what containers have of their own. */
    private void start(String service) throws IOException {
        var secretsOfIt = Files.createDirectory(directory.resolve(service + "-secrets"));
        for (var secret : compose.secrets(service).entrySet()) {
            var file = secretsOfIt.resolve(secret.getKey());
            if (secret.getValue().equals("seal_keystore")) {
                Files.copy(keyStore, file);
            } else {
                Files.writeString(file, secret(secret.getValue()));
            }
        }
        Files.writeString(
                secretsOfIt.resolve("trust-ledger.kafka.properties.sasl.jaas.config"),
                kafka(LOGIN).get("sasl.jaas.config"));
        var environment = new HashMap<String, String>();
        compose.environment(service).forEach((name, value) -> environment.put(name, here(value, secretsOfIt)));
        for (var database : List.of("SPRING_DATASOURCE_URL", "TRUST_LEDGER_PEOPLE_KEYS_URL")) {
            environment.computeIfPresent(database, (_, url) -> url + "?sslmode=verify-full&sslrootcert=" + authority);
        }
        environment.computeIfPresent("TRUST_LEDGER_IDENTITY_CLIENT_ID", (_, _) -> Client.RENDERER.id());
        kafka(LOGIN).forEach((key, value) -> {
            if (!key.equals("sasl.jaas.config")) {
                environment.put(
                        "TRUSTLEDGER_KAFKA_PROPERTIES_" + key.replace('.', '_').toUpperCase(Locale.ROOT), value);
            }
        });
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        switch (service) {
            case "office" -> {
                environment.put("SERVER_PORT", Integer.toString(ports.office()));
                environment.put("TRUST_LEDGER_RECEPTION_PORT", Integer.toString(ports.reception()));
                environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.officeManagement()));
            }
            case "counter" -> {
                environment.put("SERVER_PORT", Integer.toString(ports.site()));
                environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.counterManagement()));
            }
            default -> environment.put("SERVER_PORT", Integer.toString(ports.press()));
        }
        var command = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                Services.jar(
                                Installation.HOME,
                                Optional.ofNullable(MODULES.get(service)).orElseThrow())
                        .toString()));
        var process = GuardedProcess.start(command, output(service), directory);
        started.add(() -> process.stop(Duration.ofSeconds(20)));
    }

    private String here(String value, Path secretsOfIt) {
        return value.replace("postgres:5432", "127.0.0.1:" + ports.postgres())
                .replace("keys:5432", "127.0.0.1:" + ports.postgres())
                .replace("kafka:9092", "127.0.0.1:" + ports.kafka())
                .replace("http://identity.localhost:8084/realms/trust-ledger", ports.issuer())
                .replace("http://office:8082", "http://127.0.0.1:" + ports.reception())
                .replace("http://office:8081", ports.officeAddress())
                .replace("http://counter:8080", ports.siteAddress())
                .replace("http://site.localhost:8080", ports.siteAddress())
                .replace("http://localhost:8080", ports.siteAddress())
                .replace("/run/secrets", secretsOfIt.toString())
                .replaceFirst("^/archive$", directory.resolve("archive").toString());
    }

    private Map<String, String> kafka(String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority.toString(),
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"trust-ledger\" password=\"%s\";"
                        .formatted(password));
    }

    private void provesWhoItIs(String key) throws Exception {
        var file = Files.createFile(
                directory.resolve("server.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, key);
        try (var connection = DriverManager.getConnection(
                        postgres.superuser().jdbcUrl(),
                        postgres.superuser().user(),
                        postgres.superuser().password());
                var statement = connection.createStatement()) {
            statement.execute("alter system set ssl_cert_file = '%s'".formatted(authority));
            statement.execute("alter system set ssl_key_file = '%s'".formatted(file));
            statement.execute("alter system set ssl = on");
            statement.execute("select pg_reload_conf()");
        }
    }

    private String secret(String name) {
        return Optional.ofNullable(secrets.get(name)).orElseThrow();
    }

    private static Map<Person, String> passwords() {
        var passwords = new EnumMap<Person, String>(Person.class);
        for (var person : Person.values()) {
            passwords.put(person, "unused");
        }
        return passwords;
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes));
    }

    private Path output(String service) {
        return directory.resolve(service + ".out");
    }

    /** What a service logged; the JVM, and a library of the press, write lines of their own on standard error. */
    private List<JsonNode> log(String service) throws IOException {
        return Files.readAllLines(output(service)).stream()
                .filter(line -> line.startsWith("{"))
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private boolean isReady(int port) throws Exception {
        try {
            return get("http://127.0.0.1:%d/actuator/health/readiness".formatted(port))
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> site(String path) throws Exception {
        return get(ports.siteAddress() + path);
    }

    private HttpResponse<String> get(String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }
}
