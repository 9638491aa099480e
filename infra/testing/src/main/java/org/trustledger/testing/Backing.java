package org.trustledger.testing;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.trustledger.backing.DatabaseAccess;
import org.trustledger.backing.DatabaseRoles;
import org.trustledger.backing.Databases;

/**
 * The PostgreSQL and the Kafka that tests run on: containers where Docker answers, otherwise the same servers embedded.
 *
 * <p>Each is started at its first use, once per JVM, and stopped at the JVM's end; the log says which kind it is. A
 * test that uses no Kafka pays for none. Tests share the servers, so each takes a database and topics of its own.
 */
public final class Backing {
    private static final Logger LOG = LoggerFactory.getLogger(Backing.class);
    private static final String PASSWORD = "only-for-tests";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private Backing() {}

    // Static holders, because what they hold is as long-lived as the JVM and starting it per test class costs seconds.
    private static final class Postgres {
        private static final PostgresBacking SERVER = startPostgres();

        private Postgres() {}
    }

    private static final class Kafka {
        private static final KafkaBacking SERVER = startKafka();

        private Kafka() {}
    }

    /**
     * A fresh, empty database whose owner can connect to no other.
     *
     * @param name to recognise it by; a number makes it unique
     */
    public static DatabaseAccess database(String name) {
        return databaseRoles(name).owner();
    }

    /**
     * A fresh, empty database with the two roles that a service has in production.
     *
     * @param name to recognise it by; a number makes it unique
     */
    public static DatabaseRoles databaseRoles(String name) {
        return databases().provide(databaseName(name), PASSWORD, PASSWORD);
    }

    /** A fresh schema, and the two roles of a service, in a database that services share. */
    public static DatabaseRoles schemaRoles(String database, String name) {
        return databases().provideWithin(database, databaseName(name), PASSWORD, PASSWORD);
    }

    private static Databases databases() {
        return new Databases(Postgres.SERVER.superuser());
    }

    private static String databaseName(String name) {
        return unique(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"), "_");
    }

    /** For {@code bootstrap.servers}; topics are made by those who use them. */
    public static String bootstrapServers() {
        return Kafka.SERVER.bootstrapServers();
    }

    /** A name that no other topic, group or database of this JVM has. */
    public static String unique(String name) {
        return unique(name, "-");
    }

    private static String unique(String name, String separator) {
        return name + separator + NAMES.incrementAndGet();
    }

    private static PostgresBacking startPostgres() {
        var server = isDockerThere() ? new ContainerPostgres() : new EmbeddedPostgres();
        LOG.info("Tests run on {}", server);
        closeAtTheEnd(server);
        return server;
    }

    private static KafkaBacking startKafka() {
        var server = isDockerThere() ? new ContainerKafka() : new EmbeddedKafka();
        LOG.info("Tests run on {}", server);
        closeAtTheEnd(server);
        return server;
    }

    private static boolean isDockerThere() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    private static void closeAtTheEnd(PostgresBacking server) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop-postgres").unstarted(server::close));
    }

    private static void closeAtTheEnd(KafkaBacking server) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop-kafka").unstarted(server::close));
    }
}
