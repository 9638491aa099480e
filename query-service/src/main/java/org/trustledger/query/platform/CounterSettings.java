package org.trustledger.query.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.trustledger.presentation.Brand;

/**
 * What an operator sets under {@code trust-ledger}; a wrong value stops the start with a sentence.
 *
 * @param publicBase address under which the world reaches the counter; printed in packs, links and forms
 * @param httpsOnly whether browsers are told to come by https only (HSTS); set it where TLS ends before us
 * @param brand what is a provider's own on its pages, each as {@code <trust-center>.<what>}
 */
@ConfigurationProperties("trust-ledger")
public record CounterSettings(
        Kafka kafka,
        Topics topics,
        Reception reception,
        Archive archive,
        URI publicBase,
        boolean httpsOnly,
        @DefaultValue Map<String, String> brand) {

    public CounterSettings {
        publicBase = webAddress("trust-ledger.public-base", publicBase);
        brand = Map.copyOf(brand);
        Brand.all(brand);
    }

    /** By trust center. */
    public Map<String, Brand> brands() {
        return Brand.all(brand);
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

    /** @param facts name of the topic of public facts */
    public record Topics(String facts) {
        public Topics {
            present("trust-ledger.topics.facts", facts);
        }
    }

    /** @param url address of the office's reception, without a path */
    public record Reception(URI url) {
        public Reception {
            url = webAddress("trust-ledger.reception.url", url);
        }
    }

    /** @param directory where the press keeps sealed packs; read only */
    public record Archive(Path directory) {
        public Archive {
            if (directory == null || directory.toString().isBlank()) {
                throw new IllegalArgumentException(
                        "trust-ledger.archive.directory is not set: give the directory of sealed packs");
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
