package org.trustledger.backing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.Exit;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka 4 of our own in this process and one directory: broker and controller in one, durable, on loopback only.
 *
 * <p>Topics are made by those who use them; nothing is made by being mentioned. A second one in the same process works,
 * a second one on the same directory does not.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);
    private static final int NODE = 1;
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(NODE)),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // With one replica there is no other copy: what is acknowledged is on the disk.
            Map.entry("log.flush.interval.messages", "1"),
            Map.entry("log.segment.bytes", "67108864"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("log.cleaner.threads", "1"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            Map.entry("log.message.timestamp.type", "CreateTime"));

    private final KafkaRaftServer server;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private KafkaBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts on a directory, laid out at the first start.
     *
     * @param directory of this broker alone
     * @param port on loopback, 0 for any free one
     * @param controllerPort on loopback, 0 for any free one
     * @throws DidNotStart saying why. Threads of the broker may then be left, so that only a halt ends the process
     */
    public static KafkaBroker start(Path directory, int port, int controllerPort) {
        return start(directory, port, controllerPort, Optional.empty());
    }

    /**
     * Likewise, but for clients that come by TLS and log in, which is how a broker in production is asked for.
     *
     * @param guard the same at each start
     */
    public static KafkaBroker start(Path directory, int port, int controllerPort, Guard guard) {
        return start(directory, port, controllerPort, Optional.of(guard));
    }

    /**
     * How a broker proves who it is, and the one login that it knows (SASL_SSL with SCRAM-SHA-512).
     *
     * @param key private key in PEM (PKCS#8, without a password)
     * @param certificates that vouch for it for {@code 127.0.0.1}, in PEM
     * @param password without quotes
     */
    public record Guard(String key, String certificates, String user, String password) {
        private static final String MECHANISM = "SCRAM-SHA-512";

        private Map<String, String> settings() {
            return Map.of(
                    "inter.broker.listener.name",
                    "SASL_SSL",
                    "sasl.enabled.mechanisms",
                    MECHANISM,
                    "sasl.mechanism.inter.broker.protocol",
                    MECHANISM,
                    "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                            .formatted(user, password),
                    "ssl.keystore.type",
                    "PEM",
                    "ssl.keystore.key",
                    key,
                    "ssl.keystore.certificate.chain",
                    certificates,
                    "ssl.truststore.type",
                    "PEM",
                    "ssl.truststore.certificates",
                    certificates);
        }

        private List<String> credentials() {
            return List.of("%s=[name=%s,password=%s]".formatted(MECHANISM, user, password));
        }

        @Override
        public String toString() {
            return "Guard[%s]".formatted(user);
        }
    }

    private static KafkaBroker start(Path directory, int port, int controllerPort, Optional<Guard> guard) {
        var actualPort = FreePort.orElseAny(port);
        var actualControllerPort = FreePort.orElseAny(controllerPort);
        var controller = "127.0.0.1:" + actualControllerPort;
        var log = directory.toAbsolutePath().normalize().resolve("log");
        try {
            if (!Files.isDirectory(log)) {
                layOut(log, controller, guard.map(Guard::credentials).orElse(List.of()));
            }
        } catch (IOException e) {
            throw new DidNotStart("Kafka could not lay out %s: %s".formatted(log, e.getMessage()), e);
        }
        var settings = new HashMap<>(SETTINGS);
        settings.put("log.dirs", log.toString());
        var listeners = "%s://127.0.0.1:%d,CONTROLLER://%s"
                .formatted(guard.isPresent() ? "SASL_SSL" : "PLAINTEXT", actualPort, controller);
        settings.put("listeners", listeners);
        settings.put("advertised.listeners", listeners);
        guard.map(Guard::settings).ifPresent(settings::putAll);
        settings.put("controller.quorum.bootstrap.servers", controller);
        return started(settings, log, actualPort);
    }

    private static KafkaBroker started(Map<String, String> settings, Path log, int port) {
        try {
            var server = new KafkaRaftServer(KafkaConfig.apply(settings, false), Time.SYSTEM);
            var broker = new KafkaBroker(server, port);
            try {
                server.startup();
            } catch (RuntimeException e) {
                broker.close();
                throw e;
            }
            LOG.info("Kafka runs in {} on port {}", log, port);
            return broker;
        } catch (RuntimeException e) {
            throw new DidNotStart("Kafka did not start in %s: %s".formatted(log, e.getMessage()), e);
        }
    }

    /**
     * What to say when a broker cannot go on, because its disk is full or gone: it then halts its process, and that is
     * this one. Holds for every broker of the process.
     */
    public static void beforeHalting(Runnable lastWords) {
        Exit.setHaltProcedure((code, message) -> {
            LOG.error("Kafka halts: {}", message);
            lastWords.run();
            Runtime.getRuntime().halt(code);
        });
    }

    // Under another name until complete, so that a killed first start leaves nothing that looks formatted.
    private static void layOut(Path log, String controller, List<String> credentials) throws IOException {
        Files.createDirectories(log.getParent());
        var forming = log.resolveSibling("forming");
        Trees.delete(forming);
        Files.createDirectory(forming);
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(forming.toString()))
                    .setMetadataLogDirectory(forming.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setScramArguments(credentials)
                    .setHasDynamicQuorum(true)
                    .setInitialControllers(
                            DynamicVoters.parse("%d@%s:%s".formatted(NODE, controller, Uuid.randomUuid())))
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
        Files.move(forming, log);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** For {@code bootstrap.servers} of a client. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Writes everything out and stops. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            server.shutdown();
            server.awaitShutdown();
        }
    }
}
