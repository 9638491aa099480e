package org.trustledger.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trustledger.backing.DatabaseRoles;
import org.trustledger.standalone.identity.Client;

/** The three services of one installation: where their artifacts are and what each is told. */
final class Services {
    private static final String AUDIENCE = "trust-ledger";

    private final Path home;
    private final DataDirectory data;
    private final Ports ports;
    private final Secrets secrets;

    Services(Path home, DataDirectory data, Ports ports, Secrets secrets) {
        this.home = home;
        this.data = data;
        this.ports = ports;
        this.secrets = secrets;
    }

    /** @param asked settings in place of those it has here */
    ServicePlan office(DatabaseRoles database, DatabaseRoles keys, Map<String, String> asked) {
        var settings = common("office", ports.office());
        settings.putAll(of(database));
        settings.put("trust-ledger.identity.issuer", ports.issuer());
        settings.putAll(management(ports.officeManagement()));
        settings.put("trust-ledger.identity.audience", AUDIENCE);
        settings.put("trust-ledger.workbench.public-base", ports.officeAddress());
        settings.put("trust-ledger.workbench.site", ports.siteAddress());
        settings.put("trust-ledger.mail.host", "127.0.0.1");
        settings.put("trust-ledger.mail.port", Integer.toString(ports.smtp()));
        settings.put("trust-ledger.mail.start-tls", "never");
        settings.put("trust-ledger.mail.from", "trust-ledger@localhost.example");
        // Whoever tries something out here sits there and waits for the letter.
        settings.put("trust-ledger.notices.gather", "10s");
        settings.put("trust-ledger.actors.secret", secrets.actors());
        settings.put("trust-ledger.people.secret", secrets.people());
        settings.put("trust-ledger.people.keys.url", keys.runtime().jdbcUrl());
        settings.put("trust-ledger.people.keys.username", keys.runtime().user());
        settings.put("trust-ledger.people.keys.password", keys.runtime().password());
        settings.put("trust-ledger.people.keys.owner", keys.owner().user());
        settings.put("trust-ledger.people.keys.owner-password", keys.owner().password());
        settings.put("trust-ledger.reception.port", Integer.toString(ports.reception()));
        settings.put("trust-ledger.reception.address", "127.0.0.1");
        settings.putAll(asked);
        return new ServicePlan(
                "office", "The office", jar(home, "command-service"), "256m", ports.officeManagement(), settings);
    }

    ServicePlan counter(DatabaseRoles database) {
        var settings = common("counter", ports.site());
        settings.putAll(of(database));
        settings.put("trust-ledger.public-base", ports.siteAddress());
        settings.put("trust-ledger.reception.url", "http://127.0.0.1:" + ports.reception());
        settings.put("trust-ledger.archive.directory", data.archive().toString());
        settings.putAll(management(ports.counterManagement()));
        return new ServicePlan(
                "counter", "The counter", jar(home, "query-service"), "512m", ports.counterManagement(), settings);
    }

    ServicePlan press() {
        var settings = common("press", ports.press());
        settings.put("trust-ledger.public-base", ports.siteAddress());
        settings.put("trust-ledger.counter.url", "http://127.0.0.1:" + ports.site());
        settings.put("trust-ledger.office.url", "http://127.0.0.1:" + ports.office());
        settings.put("trust-ledger.archive.directory", data.archive().toString());
        settings.put("trust-ledger.identity.issuer", ports.issuer());
        settings.put("trust-ledger.identity.client-id", Client.RENDERER.id());
        settings.put("trust-ledger.identity.client-secret", secrets.client(Client.RENDERER));
        settings.put(
                "trust-ledger.seal.keystore",
                data.seal().resolve("demonstration.p12").toString());
        settings.put("trust-ledger.seal.password", secrets.seal());
        settings.put("trust-ledger.seal.demonstration", "true");
        return new ServicePlan("press", "The press", jar(home, "pdf-renderer"), "320m", ports.press(), settings);
    }

    private Map<String, String> common(String name, int port) {
        var settings = new HashMap<String, String>();
        settings.put("server.port", Integer.toString(port));
        settings.put("server.address", "127.0.0.1");
        settings.put("server.shutdown", "graceful");
        settings.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
        settings.put("spring.main.banner-mode", "off");
        settings.put("trust-ledger.kafka.bootstrap-servers", "127.0.0.1:" + ports.kafka());
        settings.put("logging.threshold.console", "OFF");
        settings.put("logging.file.name", data.logs().resolve(name + ".log").toString());
        settings.put("logging.logback.rollingpolicy.max-file-size", "10MB");
        settings.put("logging.logback.rollingpolicy.max-history", "3");
        settings.put("logging.logback.rollingpolicy.total-size-cap", "40MB");
        return settings;
    }

    private static Map<String, String> management(int port) {
        return Map.of("management.server.port", Integer.toString(port), "management.server.address", "127.0.0.1");
    }

    private static Map<String, String> of(DatabaseRoles database) {
        return Map.of(
                "spring.datasource.url", database.runtime().jdbcUrl(),
                "spring.datasource.username", database.runtime().user(),
                "spring.datasource.password", database.runtime().password(),
                "spring.flyway.user", database.owner().user(),
                "spring.flyway.password", database.owner().password());
    }

    /** The Boot jar of a module; there is one after a build. */
    static Path jar(Path home, String module) {
        var target = home.resolve(module).resolve("target");
        if (Files.isDirectory(target)) {
            try (var files = Files.newDirectoryStream(target, module.replaceFirst(".*/", "") + "-*.jar")) {
                var jars = new ArrayList<Path>();
                files.forEach(jars::add);
                if (jars.size() == 1) {
                    return jars.getFirst();
                }
            } catch (IOException e) {
                throw CannotStart.because("The build in %s cannot be read: %s.", target, DataDirectory.reason(e));
            }
        }
        throw CannotStart.because(
                "There is no single built artifact of %s below %s: use infra/start, which builds it.", module, home);
    }

    static List<String> modules() {
        return List.of("command-service", "query-service", "pdf-renderer");
    }
}
