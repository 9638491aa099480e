package org.trustledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trustledger.standalone.identity.Client;
import org.trustledger.standalone.identity.Person;
import org.trustledger.standalone.identity.TokenRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One installation as a person at the terminal has it: the real launcher in a process of its own. */
final class Installation implements AutoCloseable {
    static final Path HOME = Path.of(System.getProperty("trust-ledger.home", "../.."))
            .toAbsolutePath()
            .normalize();

    private static final Duration START = Duration.ofMinutes(5);
    private static final int PORTS = 12;

    private final Path data;
    private final Ports ports;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Process launcher;
    private int starts;

    Installation(Path data) {
        this.data = data;
        this.ports = new Ports(freePorts());
    }

    Path data() {
        return data;
    }

    Ports ports() {
        return ports;
    }

    /** Starts and waits until the launcher says that everything is ready. */
    Installation start(String... options) {
        launcher = launch(options);
        await().atMost(START).pollInterval(Duration.ofMillis(200)).until(() -> {
            assertThat(launcher().isAlive())
                    .as("the launcher lives; it said: %s", output())
                    .isTrue();
            return output().contains("Ctrl-C stops everything");
        });
        return this;
    }

    /** Starts and waits until the launcher has given up. */
    Refusal startInVain(String... options) throws Exception {
        launcher = launch(options);
        assertThat(launcher().waitFor(START.toSeconds(), TimeUnit.SECONDS))
                .as("the launcher gave up")
                .isTrue();
        return new Refusal(launcher().exitValue(), Files.readString(errors()), output());
    }

    /** What the launcher had to say when it did not start anything. */
    record Refusal(int exitCode, String errors, String output) {}

    private Process launch(String... options) {
        starts++;
        try {
            Files.createDirectories(data.getParent());
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dtrust-ledger.home=" + HOME,
                    "-jar",
                    Services.jar(HOME, "infra/standalone").toString(),
                    "--data",
                    data.toString(),
                    "--port",
                    Integer.toString(ports.site())));
            command.addAll(List.of(options));
            return new ProcessBuilder(command)
                    .redirectOutput(outputFile().toFile())
                    .redirectError(errors().toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything the launcher has said since it was started last. */
    String output() throws IOException {
        return Files.readString(outputFile());
    }

    private Path outputFile() {
        return data.resolveSibling("output-" + starts);
    }

    private Path errors() {
        return data.resolveSibling("errors-" + starts);
    }

    Process launcher() {
        return Optional.ofNullable(launcher).orElseThrow();
    }

    /** As Ctrl-C or a service manager does; the exit code. */
    int stop() {
        launcher().destroy();
        return launcher().onExit().orTimeout(90, TimeUnit.SECONDS).join().exitValue();
    }

    /** As {@code kill -9} does. */
    void killLauncher() {
        launcher().destroyForcibly().onExit().join();
    }

    /** The process of a service, or of PostgreSQL, as the run file has it. */
    ProcessHandle process(String name) throws IOException {
        return Files.readAllLines(data.resolve("run")).stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words[0].equals(name))
                .map(words -> ProcessHandle.of(Long.parseLong(words[1])).orElseThrow())
                .findAny()
                .orElseThrow();
    }

    /** Every process of this installation that lives, the launcher included. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(data.toString()))
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .toList();
    }

    static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    String password(Person person) throws IOException {
        return Secrets.existing(data.resolve("config")).password(person);
    }

    String token(Person person) throws Exception {
        return new TokenRequest(ports.issuer()).of(person, password(person));
    }

    String token(Client client) throws Exception {
        return new TokenRequest(ports.issuer())
                .of(client, Secrets.existing(data.resolve("config")).client(client));
    }

    HttpResponse<String> site(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(ports.siteAddress() + path))
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<byte[]> file(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(ports.siteAddress() + path))
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    JsonNode json(String path) throws Exception {
        var answer = site(path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, body, "whole-house");
    }

    /** @param correlationId that the request is to be found by in the logs */
    HttpResponse<String> post(String path, String body, String correlationId) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(ports.siteAddress() + path))
                        .header("Content-Type", "application/json")
                        .header("X-Correlation-Id", correlationId)
                        .timeout(Duration.ofSeconds(60))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Sends a document to the office, with a token or without. */
    HttpResponse<String> put(String trustCenter, String document, @Nullable String token) throws Exception {
        return http.send(document(trustCenter, document, token).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder document(String trustCenter, String document, @Nullable String token) {
        return office("/api/v1/trust-centers/" + trustCenter + "/content", token)
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(document));
    }

    private HttpRequest.Builder office(String path, @Nullable String token) {
        var request =
                HttpRequest.newBuilder(URI.create(ports.officeAddress() + path)).timeout(Duration.ofSeconds(60));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** Publishes a document: an editor sends it, and the second pair of eyes approves it. */
    void publish(String trustCenter, String document) throws Exception {
        var base = json("/api/v1/trust-centers/" + trustCenter)
                .path("contentPosition")
                .asLong();
        var asked = http.send(
                document(trustCenter, document, token(Person.EDITOR))
                        .header("If-Match", "\"%d\"".formatted(base))
                        .build(),
                BodyHandlers.ofString());
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        var changeSet = asked.headers().firstValue("Location").orElseThrow();
        var approver = token(Person.APPROVER);
        var lookedAt = http.send(office(changeSet, approver).build(), BodyHandlers.ofString())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        var approved = http.send(
                office(changeSet + "/approve", approver)
                        .header("If-Match", lookedAt)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
    }

    /** As a mail program does by the address in a mail, without a page (RFC 8058). */
    HttpResponse<String> unsubscribe(URI address) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .timeout(Duration.ofSeconds(60))
                        .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The position up to which the counter shows a trust center. */
    long position(String trustCenter) throws Exception {
        return json("/api/v1/trust-centers/" + trustCenter).path("position").asLong();
    }

    /** The issued packs, newest first. */
    List<JsonNode> packs(String trustCenter) throws Exception {
        return json("/api/v1/trust-centers/" + trustCenter + "/packs")
                .path("packs")
                .valueStream()
                .toList();
    }

    static String sample() throws IOException {
        return Files.readString(HOME.resolve("infra/sample/nordhamn.yaml"));
    }

    @Override
    public void close() {
        if (launcher != null) {
            launcher.destroy();
            launcher.onExit()
                    .completeOnTimeout(launcher, 60, TimeUnit.SECONDS)
                    .join()
                    .destroyForcibly();
        }
        http.close();
    }

    /** The first of twelve that are free. */
    static int freePorts() {
        for (int attempt = 0; attempt < 100; attempt++) {
            var base = 20_000 + (int) (Math.random() * 10_000);
            if (IntStream.range(base, base + PORTS).allMatch(Installation::isFree)) {
                return base;
            }
        }
        throw new AssertionError("No twelve consecutive ports are free");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
