package org.trustledger.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Properties;
import tools.jackson.databind.json.JsonMapper;

/** The office of an {@code infra/start} on this machine, found by its data directory. */
final class LocalOffice {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path data;
    private final Properties office;

    LocalOffice(Path data) {
        this.data = data;
        office = read("office.properties");
    }

    URI address() {
        return URI.create("http://localhost:" + value(office, "server.port"));
    }

    /** A token of the client that is there for content as code. */
    String token() {
        var secret = value(read("secrets.properties"), "client.automation");
        var basic = Base64.getEncoder().encodeToString(("automation:" + secret).getBytes(StandardCharsets.UTF_8));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(value(office, "trust-ledger.identity.issuer") + "/oauth2/token"))
                            .timeout(PATIENCE)
                            .header("Authorization", "Basic " + basic)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Trouble(
                        "The OpenID provider of %s gives no token: status %d.".formatted(data, answer.statusCode()));
            }
            return JsonMapper.shared()
                    .readTree(answer.body())
                    .path("access_token")
                    .asString();
        } catch (IOException e) {
            throw new Trouble(
                    "The OpenID provider of %s does not answer (%s): is infra/start running?".formatted(data, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.");
        }
    }

    private Properties read(String name) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("config").resolve(name))) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new Trouble("Nothing has been started on %s (%s): use infra/start, or name its directory with --data."
                    .formatted(data, e));
        }
    }

    private String value(Properties properties, String name) {
        var value = properties.getProperty(name);
        if (value == null) {
            throw new Trouble(
                    "The configuration in %s does not say %s: was it started by infra/start?".formatted(data, name));
        }
        return value;
    }
}
