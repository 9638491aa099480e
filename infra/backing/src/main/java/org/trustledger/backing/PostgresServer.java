package org.trustledger.backing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL 18 of our own in one directory: durable, on loopback only, every login with a password.
 *
 * <p>Text is UTF-8 and sorts by code point, which is fast and the same on every machine; whoever sorts for readers says
 * so with an ICU collation ({@code COLLATE "sv-x-icu"}). Started again on the same directory it has everything that was
 * acknowledged, whatever was killed.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final String SUPERUSER = "postgres";
    private static final int START_ATTEMPTS = 5;
    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 60;
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("max_connections", "80"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("logging_collector", "on"),
            // A week of files that are written anew when their weekday comes round: the log cannot grow for ever.
            Map.entry("log_filename", "postgresql-%a.log"),
            Map.entry("log_rotation_age", "1d"),
            Map.entry("log_rotation_size", "0"),
            Map.entry("log_truncate_on_rotation", "on")));

    private final PostgresSoftware software;
    private final Path cluster;
    private final int port;
    private final String password;
    private final ProcessHandle postmaster;
    private final Lifeline lifeline;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PostgresServer(
            PostgresSoftware software,
            Path cluster,
            int port,
            String password,
            ProcessHandle postmaster,
            Lifeline lifeline) {
        this.software = software;
        this.cluster = cluster;
        this.port = port;
        this.password = password;
        this.postmaster = postmaster;
        this.lifeline = lifeline;
    }

    /**
     * Starts on a directory, made at the first start; a postmaster that a killed parent left running there is stopped.
     *
     * @param directory of this server alone: the cluster and the superuser's generated password
     * @param software where the programs are unpacked once; may be shared
     * @param port on loopback, 0 for any free one
     * @throws DidNotStart saying why
     */
    public static PostgresServer start(Path directory, Path software, int port) {
        try {
            return startIn(
                    directory.toAbsolutePath().normalize(), PostgresSoftware.below(software.toAbsolutePath()), port);
        } catch (IOException e) {
            throw new DidNotStart("PostgreSQL could not be started in %s: %s".formatted(directory, e.getMessage()), e);
        }
    }

    /**
     * Stops the postmaster that a killed parent left running on a directory, if there is one; {@link #start} does so
     * too.
     *
     * @throws DidNotStart if it cannot be stopped
     */
    public static void stopWhatIsLeftIn(Path directory) {
        try {
            stopWhatIsLeft(directory.toAbsolutePath().normalize().resolve("cluster"));
        } catch (IOException e) {
            throw new DidNotStart("PostgreSQL is still running in %s: %s".formatted(directory, e.getMessage()), e);
        }
    }

    private static PostgresServer startIn(Path directory, PostgresSoftware software, int port) throws IOException {
        Files.createDirectories(directory);
        var cluster = directory.resolve("cluster");
        var passwordFile = directory.resolve("superuser-password");
        var complete = directory.resolve("complete");
        stopWhatIsLeft(cluster);
        if (!Files.exists(complete)) {
            // An interrupted first start acknowledged nothing, so there is nothing to save.
            Trees.delete(cluster);
            writeSecret(passwordFile, newPassword());
            initialise(software, cluster, passwordFile);
            Files.createFile(complete);
        }
        var password = Files.readString(passwordFile).strip();
        var lifeline = Lifeline.of(cluster);
        try {
            return attempt(software, cluster, port, password, lifeline);
        } catch (IOException | RuntimeException e) {
            lifeline.close();
            throw e;
        }
    }

    private static PostgresServer attempt(
            PostgresSoftware software, Path cluster, int port, String password, Lifeline lifeline) throws IOException {
        var log = cluster.resolveSibling("start.log");
        var lastWords = "";
        for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
            Files.deleteIfExists(log);
            var actualPort = FreePort.orElseAny(port);
            var outcome = Commands.run(software.command(
                    "pg_ctl",
                    "--pgdata=" + cluster,
                    "--log=" + log,
                    "--wait",
                    "--timeout=" + START_SECONDS,
                    "--options=" + options(actualPort),
                    "start"));
            if (outcome.exitCode() == 0) {
                var postmaster = postmasterOf(cluster)
                        .orElseThrow(() -> new IOException("it stopped right after its start, see " + log));
                LOG.info("PostgreSQL runs in {} on port {}", cluster, actualPort);
                return new PostgresServer(software, cluster, actualPort, password, postmaster, lifeline);
            }
            lastWords = lastWords(cluster, log).orElse(outcome.output());
            // Its processes outlive a killed postmaster by a moment and still hold the shared memory.
            var worthAnotherTry = lastWords.contains("shared memory") || port == 0;
            if (!worthAnotherTry) {
                break;
            }
            pause();
        }
        throw new DidNotStart("PostgreSQL did not start in %s: %s".formatted(cluster, lastWords));
    }

    // What it says before its log is open goes to one file, what it says after to the newest of others.
    private static Optional<String> lastWords(Path cluster, Path startLog) throws IOException {
        var logs = new ArrayList<Path>();
        if (Files.isDirectory(cluster.resolve("log"))) {
            try (var files = Files.list(cluster.resolve("log"))) {
                files.max(Comparator.comparing(file -> file.toFile().lastModified()))
                        .ifPresent(logs::add);
            }
        }
        logs.add(startLog);
        for (var log : logs) {
            if (Files.exists(log)) {
                try (var lines = Files.lines(log)) {
                    var last = lines.filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                            .reduce((first, second) -> second)
                            .map(line -> line.replaceFirst(".*(FATAL|PANIC): +", ""));
                    if (last.isPresent()) {
                        return last;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static void initialise(PostgresSoftware software, Path cluster, Path passwordFile) throws IOException {
        var outcome = Commands.run(software.command(
                "initdb",
                "--pgdata=" + cluster,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (outcome.exitCode() != 0) {
            throw new DidNotStart("PostgreSQL could not lay out %s: %s".formatted(cluster, outcome.output()));
        }
    }

    private static String options(int port) {
        var options = new ArrayList<String>();
        options.add("-p " + port);
        SETTINGS.forEach((name, value) -> options.add("-c %s=%s".formatted(name, value)));
        return String.join(" ", options);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Access as the superuser, for {@link Databases}. */
    public DatabaseAccess superuser() {
        return new DatabaseAccess("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), SUPERUSER, password);
    }

    /** The postmaster, to be watched. */
    public ProcessHandle process() {
        return postmaster;
    }

    /** Completes when the postmaster has ended, by {@link #close} or otherwise. */
    public CompletableFuture<ProcessHandle> onExit() {
        return postmaster.onExit();
    }

    /** Disconnects everybody, writes everything out and stops. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            if (postmaster.isAlive()) {
                var outcome = Commands.run(software.command(
                        "pg_ctl", "--pgdata=" + cluster, "--mode=fast", "--wait", "--timeout=" + STOP_SECONDS, "stop"));
                if (outcome.exitCode() != 0) {
                    LOG.warn("PostgreSQL in {} did not stop in good order: {}", cluster, outcome.output());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lifeline.close();
        }
    }

    // PostgreSQL itself only asks whether the number in postmaster.pid is alive. After a crash it may be anybody's.
    private static void stopWhatIsLeft(Path cluster) throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var orphan = postmasterOf(cluster);
        if (orphan.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        LOG.info(
                "Stopping PostgreSQL process {}, left running in {}",
                orphan.get().pid(),
                cluster);
        for (var signal : List.of("INT", "QUIT", "KILL")) {
            Commands.run(
                    List.of("kill", "-s", signal, Long.toString(orphan.get().pid())));
            if (hasEnded(orphan.get())) {
                Files.deleteIfExists(file);
                return;
            }
        }
        throw new DidNotStart("PostgreSQL process %d is still running in %s and cannot be stopped."
                .formatted(orphan.get().pid(), cluster));
    }

    private static Optional<ProcessHandle> postmasterOf(Path cluster) throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> runsIn(cluster, process));
    }

    private static boolean runsIn(Path cluster, ProcessHandle process) {
        var isPostgres =
                process.info().command().filter(c -> c.endsWith("/postgres")).isPresent();
        var arguments = process.info().arguments().map(List::of).orElse(List.of());
        return isPostgres && arguments.contains(cluster.toString());
    }

    private static boolean hasEnded(ProcessHandle process) throws InterruptedIOException {
        try {
            process.onExit().get(20, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL stopped");
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, 500, TimeUnit.MILLISECONDS)
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL started");
        }
    }

    private static void writeSecret(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret, StandardOpenOption.WRITE);
    }

    private static String newPassword() {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
