package org.trustledger.chaos;

import static java.util.concurrent.CompletableFuture.runAsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.backing.PostgresServer;
import org.trustledger.standalone.Parts;
import org.trustledger.standalone.identity.IdentityProvider;
import org.trustledger.standalone.processes.GuardedProcess;

/**
 * A whole house, each part a process of its own that can be ended and started again. Nobody starts again what ends by
 * itself, so that it is seen.
 */
final class House implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(30);
    private static final Pattern FRAME = Pattern.compile("\\s+(at |\\.\\.\\. )");
    private static final int LAST_LINES = 25;

    private final Parts parts;
    private final Path launcher;
    private final IdentityProvider identity;
    private final Pause pause = new Pause();
    private final Map<Part, GuardedProcess> processes = new EnumMap<>(Part.class);
    private final Set<Part> killed = EnumSet.noneOf(Part.class);
    private final AtomicReference<@Nullable PostgresServer> postgres = new AtomicReference<>();

    private House(Parts parts, Path launcher, IdentityProvider identity) {
        this.parts = parts;
        this.launcher = launcher;
        this.identity = identity;
    }

    /**
     * A house in which nothing runs yet but the OpenID provider.
     *
     * @param launcher artifact of this module, to run Kafka
     */
    static House in(Parts parts, Path launcher) {
        return new House(parts, launcher, parts.startIdentity());
    }

    Parts parts() {
        return parts;
    }

    /**
     * Starts what does not run, and waits until all of it is ready.
     *
     * @return what was started
     * @throws IllegalStateException if something is not ready in time
     */
    Set<Part> complete(Duration patience) {
        var started = EnumSet.noneOf(Part.class);
        for (var part : Part.values()) {
            if (!isAlive(part)) {
                start(part, List.of());
                started.add(part);
            }
        }
        var all = List.of(Part.values()).stream()
                .map(part -> runAsync(() -> awaitReady(part, patience), Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).join();
        return started;
    }

    /** @param wrapper what to put before the command line of a service; empty for none */
    void start(Part part, List<String> wrapper) {
        synchronized (processes) {
            killed.remove(part);
        }
        try {
            switch (part) {
                case POSTGRESQL -> {
                    forget(postgres.get());
                    postgres.set(parts.startPostgres());
                }
                case KAFKA -> put(part, GuardedProcess.start(kafka(), log(part), parts.logs()));
                case OFFICE -> put(part, parts.start(Parts.Artifact.OFFICE, wrapper));
                case COUNTER -> put(part, parts.start(Parts.Artifact.COUNTER, wrapper));
                case PRESS -> put(part, parts.start(Parts.Artifact.PRESS, wrapper));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> kafka() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-jar", launcher.toString(), Chaos.KAFKA));
        command.add(parts.kafka().toString());
        command.add(Integer.toString(parts.kafkaPort()));
        command.add(Integer.toString(parts.kafkaControllerPort()));
        return command;
    }

    private Path log(Part part) {
        return parts.logs().resolve(file(part) + ".out");
    }

    private static String file(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private void put(Part part, GuardedProcess process) {
        synchronized (processes) {
            processes.put(part, process);
        }
    }

    // Its guard would otherwise wait for the end of this process.
    private static void forget(@Nullable PostgresServer ended) {
        if (ended != null) {
            ended.close();
        }
    }

    Optional<ProcessHandle> process(Part part) {
        if (part == Part.POSTGRESQL) {
            return Optional.ofNullable(postgres.get()).map(PostgresServer::process);
        }
        synchronized (processes) {
            return Optional.ofNullable(processes.get(part)).flatMap(GuardedProcess::program);
        }
    }

    boolean isAlive(Part part) {
        return process(part).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Whether it is not alive, and neither {@link #kill} nor {@link #killEverything} is why. */
    boolean hasEndedByItself(Part part) {
        synchronized (processes) {
            return !killed.contains(part) && !isAlive(part);
        }
    }

    /** SIGKILL; of PostgreSQL every process of it. Returns when all of it is gone. */
    void kill(Part part) {
        synchronized (processes) {
            killed.add(part);
        }
        process(part).ifPresent(process -> {
            var all = new ArrayList<>(process.descendants().toList());
            all.add(process);
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(each -> each.onExit().join());
        });
    }

    /** SIGKILL to all at once. */
    void killEverything() {
        atOnce(List.of(Part.values()), this::kill);
    }

    private static void atOnce(List<Part> parts, Consumer<Part> work) {
        CompletableFuture.allOf(parts.stream()
                        .map(part -> runAsync(() -> work.accept(part), Thread::startVirtualThread))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Lets a process stand still, as one does that is starved or paged out. */
    void freeze(Part part) {
        signal(part, "STOP");
    }

    void thaw(Part part) {
        signal(part, "CONT");
    }

    private void signal(Part part, String signal) {
        process(part).filter(ProcessHandle::isAlive).ifPresent(process -> {
            try {
                Programs.signal(process, signal);
                for (var child : process.descendants().toList()) {
                    Programs.signal(child, signal);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** @throws IllegalStateException if it is not ready in time, or has ended */
    void awaitReady(Part part, Duration patience) {
        var ready = new AtomicBoolean();
        pause.until(patience, () -> {
            ready.set(isReady(part));
            return ready.get() || !isAlive(part);
        });
        if (!ready.get()) {
            throw new IllegalStateException("%s %s. The last it wrote to %s:%n%s"
                    .formatted(part, isAlive(part) ? "is not ready" : end(part), parts.logs(), lastWords(part)));
        }
    }

    /** How it ended, as in "has ended with code 137". */
    String end(Part part) {
        synchronized (processes) {
            return Optional.ofNullable(processes.get(part))
                    .filter(process -> process.ended().isDone())
                    .map(process -> "has ended with code " + process.ended().join())
                    .orElse("has ended");
        }
    }

    private String lastWords(Part part) {
        return Stream.of(".log", ".out")
                .map(ending -> parts.logs().resolve(file(part) + ending))
                .filter(Files::exists)
                .flatMap(log -> Stream.concat(Stream.of(log.getFileName() + ":"), lastLines(log)))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static Stream<String> lastLines(Path log) {
        try (var lines = Files.lines(log)) {
            var last = new ArrayDeque<String>();
            lines.filter(line -> !FRAME.matcher(line).lookingAt()).forEach(line -> {
                last.add(line);
                if (last.size() > LAST_LINES) {
                    last.remove();
                }
            });
            return last.stream();
        } catch (IOException | UncheckedIOException e) {
            return Stream.of("it cannot be read: " + e.getMessage());
        }
    }

    private boolean isReady(Part part) {
        return switch (part) {
            case POSTGRESQL -> answers("select 1");
            case KAFKA -> isOpen(parts.kafkaPort());
            case OFFICE -> parts.isReady(Parts.Artifact.OFFICE);
            case COUNTER -> parts.isReady(Parts.Artifact.COUNTER);
            case PRESS -> parts.isReady(Parts.Artifact.PRESS);
        };
    }

    private boolean answers(String query) {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            return statement.execute(query);
        } catch (SQLException | IllegalStateException notYet) {
            return false;
        }
    }

    private static boolean isOpen(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A connection past all services, to see what is really there. */
    Connection connect(String database) throws SQLException {
        var server = Optional.ofNullable(postgres.get())
                .orElseThrow(() -> new IllegalStateException("PostgreSQL was never started"));
        var superuser = server.superuser();
        return DriverManager.getConnection(
                superuser.jdbcUrl().replaceFirst("/postgres$", "/" + database) + "?currentSchema=views,public",
                superuser.user(),
                superuser.password());
    }

    String kafkaAddress() {
        return "127.0.0.1:" + parts.kafkaPort();
    }

    /** Ends everything in good order. */
    @Override
    public void close() {
        pause.end();
        List.of(Part.values()).forEach(this::thaw);
        atOnce(List.of(Part.OFFICE, Part.COUNTER, Part.PRESS), this::stop);
        stop(Part.KAFKA);
        forget(postgres.get());
        identity.close();
        parts.close();
    }

    private void stop(Part part) {
        GuardedProcess process;
        synchronized (processes) {
            process = processes.get(part);
        }
        if (process != null) {
            process.stop(FAREWELL);
        }
    }
}
