package org.trustledger.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trustledger.backing.Databases;
import org.trustledger.backing.PostgresServer;
import org.trustledger.standalone.identity.IdentityProvider;
import org.trustledger.standalone.processes.GuardedProcess;

/**
 * The parts of one installation, for whoever starts and ends each of them by itself; {@link Standalone} runs them
 * together. Laid out in its data directory as the launcher does, so the launcher can take it over.
 */
public final class Parts implements AutoCloseable {
    /** The parts that are artifacts of ours. */
    public enum Artifact {
        OFFICE,
        COUNTER,
        PRESS
    }

    private final Path home;
    private final DataDirectory data;
    private final Ports ports;
    private final Secrets secrets;
    private final Services services;
    private final Map<Artifact, ServicePlan> plans = new EnumMap<>(Artifact.class);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private Parts(Path home, DataDirectory data, Ports ports) {
        this.home = home;
        this.data = data;
        this.ports = ports;
        this.secrets = Secrets.of(data);
        this.services = new Services(home, data, ports, secrets);
    }

    /**
     * Takes possession of a data directory.
     *
     * @param home the repository, built
     * @param data made if absent
     * @param port of the site; the eleven after it are taken too
     */
    public static Parts of(Path home, Path data, int port) {
        return new Parts(home, DataDirectory.open(data), new Ports(port));
    }

    /** Starts PostgreSQL, and makes what the services need in it; must come before any of them. */
    public PostgresServer startPostgres() {
        var server = PostgresServer.start(data.postgres(), data.software(), ports.postgres());
        if (plans.isEmpty()) {
            var databases = new Databases(server.superuser());
            plans.put(
                    Artifact.OFFICE,
                    services.office(
                            Standalone.provide(databases, "office", secrets),
                            Standalone.provide(databases, "keys", secrets),
                            Map.of()));
            plans.put(Artifact.COUNTER, services.counter(Standalone.provide(databases, "counter", secrets)));
            plans.put(Artifact.PRESS, services.press());
        }
        return server;
    }

    /** Starts the OpenID provider in this process. */
    public IdentityProvider startIdentity() {
        return IdentityProvider.start(
                ports.identity(), ports.officeAddress(), secrets.credentials(), secrets.signingKey());
    }

    /**
     * Starts a service; what its JVM has to say is appended to a file beside its log.
     *
     * @param wrapper what to put before its command line, such as {@code env} and a variable; empty for none
     */
    public GuardedProcess start(Artifact service, List<String> wrapper) throws IOException {
        var plan = plan(service);
        DataDirectory.write(plan.configuration(data), plan.settings());
        var command = new ArrayList<>(wrapper);
        command.addAll(plan.command(data));
        return GuardedProcess.start(command, plan.output(data), data.root());
    }

    /**
     * Lets office and counter prove that store, topic and views agree, as {@code infra/ledger check} does. PostgreSQL
     * and Kafka must run.
     *
     * @param out for what they find
     * @return 0 if everything agrees, 1 if not, 2 if it could not be checked
     */
    public int check(PrintStream out) {
        return Upkeep.run(home, out, List.of("check", "--data", data.root().toString()));
    }

    /** Whether the service answers that it can do its work. */
    public boolean isReady(Artifact service) {
        return ServiceProcess.isReady(plan(service), http);
    }

    private ServicePlan plan(Artifact service) {
        return Optional.ofNullable(plans.get(service))
                .orElseThrow(() -> new IllegalStateException("PostgreSQL comes before the " + service));
    }

    /** Directory for PostgreSQL. */
    public Path postgres() {
        return data.postgres();
    }

    /** Directory for {@link org.trustledger.backing.KafkaBroker}, which whoever asks for it starts. */
    public Path kafka() {
        return data.kafka();
    }

    /** Where the press keeps the packs. */
    public Path archive() {
        return data.archive();
    }

    public Path logs() {
        return data.logs();
    }

    public int kafkaPort() {
        return ports.kafka();
    }

    public int kafkaControllerPort() {
        return ports.kafkaController();
    }

    /** Address of the counter. */
    public String site() {
        return ports.siteAddress();
    }

    /** Address of the office. */
    public String office() {
        return ports.officeAddress();
    }

    /** Address of the OpenID provider. */
    public String issuer() {
        return ports.issuer();
    }

    /** The JSON Web Key that the OpenID provider signs with: whoever holds it can be anybody here. */
    public String signingKey() {
        return secrets.signingKey();
    }

    @Override
    public void close() {
        http.close();
        data.close();
    }
}
