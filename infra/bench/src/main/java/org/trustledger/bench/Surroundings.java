package org.trustledger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.trustledger.backing.DatabaseRoles;
import org.trustledger.backing.Databases;
import org.trustledger.backing.KafkaBroker;
import org.trustledger.backing.PostgresServer;
import org.trustledger.backing.Trees;

/** What a row is measured in: fresh servers in one directory, started when first asked for, gone at the end. */
final class Surroundings implements AutoCloseable {
    private static final String PASSWORD = "only-for-the-bench";

    private final Path home;
    private final Path work;
    private final Scale scale;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable PostgresServer postgres;
    private @Nullable KafkaBroker kafka;
    private @Nullable Issuer issuer;

    /** @param home of the repository, whose artifacts are run */
    Surroundings(Path home, Scale scale) {
        this.home = home;
        this.scale = scale;
        try {
            var target = Files.createDirectories(home.resolve("infra/bench/target"));
            work = Files.createTempDirectory(target, "run-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Scale scale() {
        return scale;
    }

    Rounds rounds() {
        return new Rounds(scale.warmUps(), scale.rounds());
    }

    /** For rows whose rounds take long, and are therefore fewer. */
    Rounds longRounds() {
        return new Rounds(1, scale.longRounds());
    }

    /** A directory of its own for what is left lying about until the end. */
    Path directory(String name) {
        try {
            return Files.createDirectories(work.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty database with the roles that a service works under. */
    DatabaseRoles database(String name) {
        return new Databases(postgres().superuser()).provide(name, PASSWORD, PASSWORD);
    }

    /** A database laid out as a service does it, without starting the service. */
    DatabaseRoles database(String name, String module) {
        var database = database(name);
        try (var migrations = inside(
                module,
                "128m",
                "org.trustledger.bench.Migrations",
                database.owner().jdbcUrl(),
                database.owner().user(),
                database.owner().password(),
                database.runtime().user())) {
            migrations.ask(Migrations.DONE);
        }
        return database;
    }

    /** How a service is told of its database. */
    static Map<String, String> settings(DatabaseRoles database) {
        return Map.of(
                "spring.datasource.url", database.runtime().jdbcUrl(),
                "spring.datasource.username", database.runtime().user(),
                "spring.datasource.password", database.runtime().password(),
                "spring.flyway.user", database.owner().user(),
                "spring.flyway.password", database.owner().password());
    }

    /** A connection that may do everything. */
    Connection connect(DatabaseRoles database) throws SQLException {
        var superuser = postgres().superuser();
        var properties = new Properties();
        properties.setProperty("user", superuser.user());
        properties.setProperty("password", superuser.password());
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("currentSchema", "views,public");
        return closeAtTheEnd(DriverManager.getConnection(database.owner().jdbcUrl(), properties));
    }

    String bootstrapServers() {
        return kafka().bootstrapServers();
    }

    Issuer issuer() {
        var known = issuer;
        if (known == null) {
            known = closeAtTheEnd(Issuer.start());
            issuer = known;
        }
        return known;
    }

    /** Runs a class of ours inside the artifact of a service, with everything that the service has. */
    Insider inside(String module, String heap, String type, String... arguments) {
        var command = java(heap);
        command.addAll(List.of(
                "-cp",
                artifact(module).toString(),
                "-Dloader.path=" + home.resolve("infra/bench/target/classes"),
                "-Dloader.main=" + type,
                "org.springframework.boot.loader.launch.PropertiesLauncher"));
        command.addAll(List.of(arguments));
        return insider(command, type.replaceFirst(".*\\.", ""));
    }

    /** Runs any program that takes tasks as a {@link Worker} does. */
    Insider insider(List<String> command, String name) {
        return closeAtTheEnd(Insider.start(command, directory("logs").resolve(name + ".log")));
    }

    /** Starts a service, or one of its tasks, as production runs it. */
    Companion service(String module, String heap, Map<String, String> settings, String... task) {
        var command = java(heap);
        command.add("-jar");
        command.add(artifact(module).toString());
        command.addAll(List.of(task));
        settings.forEach((key, value) -> command.add("--%s=%s".formatted(key, value)));
        return closeAtTheEnd(Companion.start(
                command, directory("logs").resolve("%s-%d.log".formatted(module, System.nanoTime()))));
    }

    /** Starts any other program that runs until the end. */
    Companion companion(List<String> command, String name) {
        return closeAtTheEnd(
                Companion.start(new ArrayList<>(command), directory("logs").resolve(name + ".log")));
    }

    <T extends AutoCloseable> T closeAtTheEnd(T part) {
        open.push(part);
        return part;
    }

    // The flags under which infra/start runs the services.
    private static List<String> java(String heap) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED"));
    }

    private Path artifact(String module) {
        try (var files = Files.newDirectoryStream(home.resolve(module).resolve("target"), module + "-*.jar")) {
            for (var file : files) {
                return file;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("%s is not built: use infra/bench/run, which builds it".formatted(module));
    }

    private PostgresServer postgres() {
        var known = postgres;
        if (known == null) {
            var software = Path.of(System.getProperty("user.home"), ".cache", "trust-ledger");
            known = closeAtTheEnd(PostgresServer.start(directory("postgresql"), software, 0));
            postgres = known;
        }
        return known;
    }

    private KafkaBroker kafka() {
        var known = kafka;
        if (known == null) {
            known = closeAtTheEnd(KafkaBroker.start(directory("kafka"), 0, 0));
            kafka = known;
        }
        return known;
    }

    /** Ends a process: in good order if it can, otherwise by force. */
    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        Trees.delete(work);
    }
}
