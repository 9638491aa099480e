package org.trustledger.pdf.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator sets under {@code trust-ledger}; a wrong value stops the start with a sentence.
 *
 * @param publicBase address under which readers reach the site; printed in packs
 */
@ConfigurationProperties("trust-ledger")
public record PressSettings(
        Kafka kafka,
        Topics topics,
        Server counter,
        Server office,
        Archive archive,
        URI publicBase,
        Identity identity,
        Seal seal,
        Retry retry) {

    public PressSettings {
        publicBase = webAddress("trust-ledger.public-base", publicBase);
        if (counter == null || office == null) {
            throw new IllegalArgumentException("trust-ledger.counter.url and trust-ledger.office.url must be set");
        }
        counter = new Server(webAddress("trust-ledger.counter.url", counter.url()));
        office = new Server(webAddress("trust-ledger.office.url", office.url()));
    }

    /**
     * @param bootstrapServers {@code host:port}, several separated by commas
     * @param properties further settings of Kafka's own clients, such as {@code security.protocol}
     */
    public record Kafka(
            String bootstrapServers, @DefaultValue Map<String, String> properties) {
        public Kafka {
            present("trust-ledger.kafka.bootstrap-servers", bootstrapServers);
            properties = Map.copyOf(properties);
        }

        /** Settings of a client, ours before the operator's. */
        public Map<String, Object> with(Map<String, Object> ours) {
            var settings = new HashMap<String, Object>(properties);
            settings.put("bootstrap.servers", bootstrapServers);
            settings.putAll(ours);
            return settings;
        }

        /** The properties may hold a password. */
        @Override
        public String toString() {
            return "Kafka[%s]".formatted(bootstrapServers);
        }
    }

    /** @param packRequests name of the topic of work for the press */
    public record Topics(String packRequests) {
        public Topics {
            present("trust-ledger.topics.pack-requests", packRequests);
        }
    }

    /** @param url without a slash at the end */
    public record Server(URI url) {}

    /** @param directory where sealed packs are kept */
    public record Archive(Path directory) {
        public Archive {
            present("trust-ledger.archive.directory", directory == null ? null : directory.toString());
        }
    }

    /**
     * How the press proves to the office who it is.
     *
     * @param issuer of the OpenID provider
     */
    public record Identity(URI issuer, String clientId, String clientSecret) {
        public Identity {
            issuer = webAddress("trust-ledger.identity.issuer", issuer);
            present("trust-ledger.identity.client-id", clientId);
            present("trust-ledger.identity.client-secret", clientSecret);
        }

        @Override
        public String toString() {
            return "Identity[issuer=%s, clientId=%s]".formatted(issuer, clientId);
        }
    }

    /**
     * @param keystore PKCS#12 file with exactly one private key
     * @param demonstration whether the key vouches for nobody and is made where there is none
     */
    public record Seal(Path keystore, String password, boolean demonstration) {
        public Seal {
            present("trust-ledger.seal.keystore", keystore == null ? null : keystore.toString());
            present("trust-ledger.seal.password", password);
        }

        @Override
        public String toString() {
            return "Seal[keystore=%s, demonstration=%s]".formatted(keystore, demonstration);
        }
    }

    /**
     * How patiently work is tried again when another server is away.
     *
     * @param first pause; each following one is twice as long
     * @param longest pause
     */
    public record Retry(Duration first, Duration longest) {
        public Retry {
            if (first == null || longest == null || !first.isPositive() || longest.compareTo(first) < 0) {
                throw new IllegalArgumentException(
                        "trust-ledger.retry: first is %s and longest %s; give two positive durations, the longest not shorter"
                                .formatted(first, longest));
            }
        }
    }

    private static void present(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("%s is not set: docs/settings.md says what to give".formatted(key));
        }
    }

    private static URI webAddress(String key, @Nullable URI value) {
        if (value == null
                || value.getHost() == null
                || !Set.of("http", "https").contains(value.getScheme())
                || value.getQuery() != null) {
            throw new IllegalArgumentException(
                    "%s is '%s': give an address such as https://trust.example.com".formatted(key, value));
        }
        var text = value.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : value;
    }
}
