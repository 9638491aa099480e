package org.trustledger.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trustledger.backing.DidNotStart;
import org.trustledger.backing.KafkaBroker;
import org.trustledger.backing.PostgresServer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tends the ledger of one installation, running or stopped, by the tasks of the services' own artifacts: {@code check}
 * holds store, topic and views against each other, {@code rebuild} makes the views anew.
 */
final class Upkeep {
    private static final int AGREES = 0;
    private static final int DISAGREES = 1;
    private static final int UNKNOWN = 2;
    // In a house at work the counter's check begins a moment after the office's, and more may have been recorded.
    private static final int LOOKS = 5;

    private final Path home;
    private final Path data;
    private final PrintStream out;

    Upkeep(Path home, Path data, PrintStream out) {
        this.home = home;
        this.data = data;
        this.out = out;
    }

    static boolean isAskedBy(String... arguments) {
        return arguments.length > 0 && List.of("check", "rebuild").contains(arguments[0]);
    }

    /** @return the exit code */
    static int run(Path home, PrintStream out, List<String> arguments) {
        try {
            var options = Options.parse(home, arguments.subList(1, arguments.size()));
            var upkeep = new Upkeep(home, options.data(), out);
            return upkeep.withBacking(arguments.getFirst());
        } catch (CannotStart | DidNotStart e) {
            System.err.println(e.getMessage());
            return UNKNOWN;
        }
    }

    private int withBacking(String task) {
        if (!Files.exists(configuration("counter")) || !Files.exists(configuration("office"))) {
            throw CannotStart.because(
                    "Nothing has been started on %s: use infra/start, or name its directory with --data.", data);
        }
        var stopped = DataDirectory.openIfStopped(data);
        if (stopped.isEmpty()) {
            return run(task);
        }
        try (var directory = stopped.get()) {
            var ports = new Ports(Integer.parseInt(setting("counter", "server.port")));
            PostgresServer.stopWhatIsLeftIn(directory.postgres());
            try (var postgres = PostgresServer.start(directory.postgres(), directory.software(), ports.postgres());
                    var kafka = KafkaBroker.start(directory.kafka(), ports.kafka(), ports.kafkaController())) {
                out.printf(
                        "Nothing runs on %s: PostgreSQL and Kafka are up for this, on ports %d and %d.%n",
                        data, postgres.port(), kafka.port());
                return run(task);
            }
        }
    }

    private int run(String task) {
        return task.equals("check") ? check() : rebuild();
    }

    private int rebuild() {
        return start("counter", "query-service", "rebuild", List.of(), out).exitCode();
    }

    private int check() {
        var office = start("office", "command-service", "check", List.of("--json"), null);
        if (office.report() == null) {
            return cannot("store with topic", office);
        }
        for (var look = 1; ; look++) {
            var counter = start("counter", "query-service", "check", List.of("--json"), null);
            if (counter.report() == null) {
                return cannot("topic with views", counter);
            }
            var same = positions(office.report()).equals(positions(counter.report()));
            if (same || look == LOOKS) {
                return join(office.report(), counter.report());
            }
            office = start("office", "command-service", "check", List.of("--json"), null);
            if (office.report() == null) {
                return cannot("store with topic", office);
            }
        }
    }

    private int cannot(String what, Ended ended) {
        out.printf("Could not compare %s. %s%n", what, ended.output().strip());
        return UNKNOWN;
    }

    private int join(JsonNode office, JsonNode counter) {
        var store = byTrustCenter(office);
        var views = byTrustCenter(counter);
        var all = new TreeSet<>(store.keySet());
        all.addAll(views.keySet());
        var agrees = office.path("agrees").asBoolean() && counter.path("agrees").asBoolean();
        for (var trustCenter : all) {
            var trouble = new ArrayList<String>();
            trouble.addAll(disagreements("store and topic", office, trustCenter));
            trouble.addAll(disagreements("topic and views", counter, trustCenter));
            compare(store.get(trustCenter), views.get(trustCenter)).ifPresent(trouble::add);
            if (trouble.isEmpty()) {
                out.printf(
                        "%s: store, topic and views agree: %s%n",
                        trustCenter,
                        Optional.ofNullable(store.get(trustCenter))
                                .map(known -> "%d facts, position %d, digest %s"
                                        .formatted(
                                                known.path("facts").asLong(),
                                                known.path("position").asLong(),
                                                known.path("digest").asString()))
                                .orElse("nothing recorded"));
            } else {
                agrees = false;
                out.printf("%s: store, topic and views DISAGREE%n", trustCenter);
                trouble.forEach(what -> out.printf("%s: %s%n", trustCenter, what));
            }
        }
        if (all.isEmpty()) {
            out.println("Nothing has been recorded yet: store, topic and views are empty.");
        }
        return agrees ? AGREES : DISAGREES;
    }

    private static Optional<String> compare(@Nullable JsonNode store, @Nullable JsonNode views) {
        var stored = store == null ? 0 : store.path("position").asLong();
        var shown = views == null ? 0 : views.path("position").asLong();
        if (stored != shown) {
            return Optional.of("the store is at position %d and the views are at %d".formatted(stored, shown));
        }
        return store == null || views == null || store.path("digest").equals(views.path("digest"))
                ? Optional.empty()
                : Optional.of("the store's digest is %s, that of what the views were made from %s"
                        .formatted(
                                store.path("digest").asString(),
                                views.path("digest").asString()));
    }

    private static List<String> disagreements(String between, JsonNode report, String trustCenter) {
        return report.path("disagreements")
                .valueStream()
                .filter(found -> found.path("trustCenter").asString().equals(trustCenter))
                .map(found -> found.path("position").asLong(0) == 0
                        ? "%s: %s".formatted(between, found.path("what").asString())
                        : "%s, position %d: %s"
                                .formatted(
                                        between,
                                        found.path("position").asLong(),
                                        found.path("what").asString()))
                .toList();
    }

    private static Map<String, JsonNode> byTrustCenter(JsonNode report) {
        var all = new TreeMap<String, JsonNode>();
        report.path("trustCenters")
                .forEach(one -> all.put(one.path("trustCenter").asString(), one));
        report.path("disagreements")
                .forEach(one -> all.putIfAbsent(
                        one.path("trustCenter").asString(), JsonMapper.shared().createObjectNode()));
        return all;
    }

    private static Map<String, Long> positions(JsonNode report) {
        var positions = new TreeMap<String, Long>();
        byTrustCenter(report)
                .forEach((trustCenter, one) ->
                        positions.put(trustCenter, one.path("position").asLong()));
        return positions;
    }

    /**
     * How a task ended.
     *
     * @param report what it printed as JSON; null if it printed none
     */
    private record Ended(
            int exitCode, String output, @Nullable JsonNode report) {}

    private Ended start(
            String service, String module, String task, List<String> options, @Nullable PrintStream passedOn) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Dspring.config.additional-location=file:" + configuration(service),
                "-jar",
                Services.jar(home, module).toString(),
                task,
                "--logging.file.name=" + data.resolve("logs").resolve("%s-%s.log".formatted(service, task))));
        command.addAll(options);
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new StringBuilder();
            try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    output.append(line).append('\n');
                    if (passedOn != null) {
                        passedOn.println(line);
                    }
                }
            }
            return new Ended(process.waitFor(), output.toString(), report(output.toString()));
        } catch (IOException e) {
            throw CannotStart.because("The %s of the %s cannot be run: %s.", task, service, DataDirectory.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CannotStart.because("Interrupted.");
        }
    }

    // The last line: a JVM may have had something to say before.
    private static @Nullable JsonNode report(String output) {
        var last = output.lines().reduce("", (line, next) -> next);
        try {
            return last.startsWith("{") ? JsonMapper.shared().readTree(last) : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private Path configuration(String service) {
        return data.resolve("config").resolve(service + ".properties");
    }

    private String setting(String service, String key) {
        try {
            return Optional.ofNullable(
                            DataDirectory.read(configuration(service)).getProperty(key))
                    .orElseThrow(() -> CannotStart.because(
                            "%s says no %s: start the installation once.", configuration(service), key));
        } catch (IOException e) {
            throw CannotStart.because("%s cannot be read: %s.", configuration(service), DataDirectory.reason(e));
        }
    }
}
