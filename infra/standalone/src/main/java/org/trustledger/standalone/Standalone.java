package org.trustledger.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.trustledger.backing.DatabaseRoles;
import org.trustledger.backing.Databases;
import org.trustledger.backing.DidNotStart;
import org.trustledger.backing.KafkaBroker;
import org.trustledger.backing.PostgresServer;
import org.trustledger.standalone.Running.Layer;
import org.trustledger.standalone.identity.Client;
import org.trustledger.standalone.identity.IdentityProvider;
import org.trustledger.standalone.identity.Person;
import org.trustledger.standalone.identity.TokenRequest;
import org.trustledger.standalone.mailbox.Mailbox;
import org.trustledger.standalone.processes.RunFile;

/** Starts everything on one machine and keeps it going until told to stop. */
final class Standalone {
    private static final long READY_SECONDS = 120;

    private final Path home;
    private final Options options;
    private final DataDirectory data;
    private final Progress progress = new Progress(System.out);
    private final Running running = new Running();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Standalone(Path home, Options options, DataDirectory data) {
        this.home = home;
        this.data = data;
        this.options = options;
    }

    static void main(String[] args) {
        var home = Path.of(System.getProperty("trust-ledger.home", ""))
                .toAbsolutePath()
                .normalize();
        if (Upkeep.isAskedBy(args)) {
            logQuietly();
            // Halted, because threads of a broker that did not start would keep the process alive.
            var exitCode = Upkeep.run(home, System.out, List.of(args));
            System.out.flush();
            Runtime.getRuntime().halt(exitCode);
        }
        try {
            var options = Options.parse(home, List.of(args));
            if (options.tokenOf().isPresent()) {
                logQuietly();
                System.out.println(token(options, options.tokenOf().get()));
            } else {
                // Nothing runs on a directory that is not there, so nothing need be made to find a taken port.
                if (!Files.exists(options.data())) {
                    options.ports().mustBeFree();
                }
                // Loggers are made with the classes that have them, and need to know where to write by then.
                try (var data = DataDirectory.open(options.data())) {
                    logInto(data.logs());
                    new Standalone(home, options, data).run();
                }
            }
        } catch (CannotStart e) {
            System.err.println(e.getMessage());
            // Threads of a half-started server may be left, and they would keep the process alive.
            Runtime.getRuntime().halt(e.exitCode());
        }
    }

    private void run() {
        var runFile = new RunFile(data.runFile());
        var started = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            stopInOrder(started, runFile);
            Runtime.getRuntime().halt(0);
        }));
        // The guardians then stop the rest.
        KafkaBroker.beforeHalting(
                () -> System.err.println("Kafka cannot go on, so everything stops; the log standalone.log says why."));
        try {
            start(runFile);
        } catch (Running.Stopped e) {
            progress.say("The start is broken off.");
        } catch (CannotStart | UncheckedIOException | CompletionException | DidNotStart e) {
            throw abandon(runFile, e);
        } finally {
            started.countDown();
        }
        waitForTheEnd();
    }

    private void start(RunFile runFile) {
        cleanUp(runFile);
        options.ports().mustBeFree();
        var ports = options.ports();
        Services.modules().forEach(module -> Services.jar(home, module));
        progress.say("Starting on %s, ports %d to %d.", data.root(), ports.site(), ports.last());
        var secrets = Secrets.of(data);
        var services = new Services(home, data, ports, secrets);
        var kafka = inParallel(() -> startKafka(ports));
        var identity = inParallel(() -> startIdentity(ports, secrets));
        var mailbox = inParallel(() -> startMailbox(ports));
        var postgres = startPostgres(ports, runFile);
        var databases = new Databases(postgres.server().superuser());
        var office = services.office(
                provide(databases, "office", secrets), provide(databases, "keys", secrets), options.office());
        var counter = services.counter(provide(databases, "counter", secrets));
        var press = services.press();
        // They are told to wait for Kafka and the provider anyway, and most of their start is their own.
        var all = List.of(office, counter, press).stream()
                .map(plan -> inParallel(() -> startService(plan, runFile)))
                .toList();
        kafka.join();
        identity.join();
        mailbox.join();
        all.forEach(service -> service.join().watch());
        if (!options.empty()) {
            loadSample(secrets);
        }
        announce(secrets);
    }

    static DatabaseRoles provide(Databases databases, String name, Secrets secrets) {
        return databases.provide(name, secrets.database(name), secrets.database(name + ".runtime"));
    }

    private void cleanUp(RunFile runFile) {
        try {
            PostgresServer.stopWhatIsLeftIn(data.postgres());
            var left = runFile.endWhatIsLeft();
            if (!left.isEmpty()) {
                progress.say("Ended what an earlier start had left running: %s.", String.join(", ", left));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Postgres startPostgres(Ports ports, RunFile runFile) {
        var first = Postgres.start(data, ports, runFile);
        var starts = new AtomicReference<>(Optional.of(first));
        Callable<Postgres> starter =
                () -> starts.getAndSet(Optional.empty()).orElseGet(() -> Postgres.start(data, ports, runFile));
        supervised("PostgreSQL", Layer.POSTGRES, starter).watch();
        progress.say("PostgreSQL is up.");
        return first;
    }

    private KafkaBroker startKafka(Ports ports) {
        var broker = running.add(Layer.KAFKA, KafkaBroker.start(data.kafka(), ports.kafka(), ports.kafkaController()));
        progress.say("Kafka is up.");
        return broker;
    }

    private IdentityProvider startIdentity(Ports ports, Secrets secrets) {
        var provider = running.add(
                Layer.IDENTITY,
                IdentityProvider.start(
                        ports.identity(), ports.officeAddress(), secrets.credentials(), secrets.signingKey()));
        progress.say("The OpenID provider is up.");
        return provider;
    }

    private Mailbox startMailbox(Ports ports) {
        var mailbox = running.add(Layer.MAIL, Mailbox.start(ports.smtp(), ports.mailbox()));
        progress.say("The mailbox is up.");
        return mailbox;
    }

    private Supervised startService(ServicePlan plan, RunFile runFile) {
        var service = supervised(plan.title(), Layer.SERVICES, () -> ServiceProcess.start(plan, data, runFile, http));
        service.awaitReady(READY_SECONDS, plan.log(data).toString());
        progress.say("%s is ready.", plan.title());
        return service;
    }

    private Supervised supervised(String name, Layer layer, Callable<? extends Companion> starter) {
        try {
            return Supervised.of(name, layer, starter, running, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> CompletableFuture<T> inParallel(Supplier<T> work) {
        // Platform threads: they load classes out of a nested jar. A virtual one that waits for a class keeps its
        // carrier, so two of them, on two processors, wait for ever for a third that has the jar and no carrier.
        return CompletableFuture.supplyAsync(
                work, begin -> Thread.ofPlatform().daemon().start(begin));
    }

    private void loadSample(Secrets secrets) {
        try {
            new Sample(http, options.ports(), running, progress)
                    .load(home.resolve("infra/sample/nordhamn.yaml"), secrets.client(Client.AUTOMATION));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Running.Stopped();
        }
    }

    private void announce(Secrets secrets) {
        var ports = options.ports();
        var text = new StringBuilder();
        progress.say("Everything is ready.");
        text.append("""

                  Site            %s/
                  Workbench       %s/workbench/
                  Office's API    %s/
                  OpenID provider %s/
                  Mailbox         %s/
                  Data and logs   %s

                Sample people; their passwords open nothing but this installation:
                """.formatted(
                        ports.siteAddress(),
                        ports.officeAddress(),
                        ports.officeAddress(),
                        ports.issuer(),
                        ports.mailboxAddress(),
                        data.root()));
        for (var person : Person.values()) {
            text.append("  %-14s %s   %s%n"
                    .formatted(person.login(), secrets.password(person), String.join(", ", person.roles())));
        }
        text.append("""

                Load a document, as code, with a token from infra/token:
                  curl -X PUT -H "Authorization: Bearer $(infra/token editor%s)" -H "Content-Type: application/yaml" \\
                    --data-binary @infra/sample/nordhamn.yaml %s/api/v1/trust-centers/nordhamn/content

                Ctrl-C stops everything; the data stay.""".formatted(
                options.data().equals(home.resolve("data")) ? "" : " --data " + data.root(), ports.officeAddress()));
        progress.print(text.toString());
    }

    private void stopInOrder(CountDownLatch started, RunFile runFile) {
        progress.say("Stopping.");
        running.beginToStop();
        try {
            started.await();
            running.stop();
            runFile.clear();
            progress.say("Everything has stopped.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CannotStart abandon(RunFile runFile, RuntimeException e) {
        LoggerFactory.getLogger(Standalone.class).error("Could not start", e);
        running.stop();
        try {
            runFile.clear();
        } catch (IOException stays) {
            LoggerFactory.getLogger(Standalone.class).warn("The run file stays", stays);
        }
        if (data.isFull() || mentions(e, "No space left on device")) {
            return CannotStart.because(
                    "The disk that holds %s is full: make room, or choose another directory with --data.", data.root());
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart known) {
                return known;
            }
        }
        var innermost = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        return CannotStart.because("%s (more in %s)", innermost.getMessage(), data.logs());
    }

    private static boolean mentions(Throwable e, String words) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (Optional.ofNullable(cause.getMessage())
                    .filter(message -> message.contains(words))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String token(Options options, String name) {
        var config = options.data().resolve("config");
        try {
            var issuer =
                    DataDirectory.read(config.resolve("office.properties")).getProperty("trust-ledger.identity.issuer");
            if (issuer == null) {
                throw CannotStart.because(
                        "Nothing has been started on %s: use infra/start, or name its directory with --data.",
                        options.data());
            }
            var secrets = Secrets.existing(config);
            var request = new TokenRequest(issuer);
            var person = Person.called(name);
            if (person.isPresent()) {
                return request.of(person.get(), secrets.password(person.get()));
            }
            if (Client.AUTOMATION.id().equals(name)) {
                return request.of(Client.AUTOMATION, secrets.client(Client.AUTOMATION));
            }
            throw CannotStart.asked(
                    "There is no %s: choose one of administrator, editor, approver, auditor, neighbour, automation.",
                    name);
        } catch (IOException e) {
            throw CannotStart.because(
                    "The OpenID provider of %s gives no token (%s): is infra/start running?",
                    options.data(), DataDirectory.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CannotStart.because("Interrupted.");
        }
    }

    private static void logInto(Path logs) {
        System.getProperties()
                .putAll(Map.of(
                        "trust-ledger.logs", logs.toString(),
                        "logback.configurationFile", "standalone-log.xml",
                        "org.springframework.boot.logging.LoggingSystem", "none"));
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static void logQuietly() {
        System.setProperty("logback.configurationFile", "quiet-log.xml");
    }
}
