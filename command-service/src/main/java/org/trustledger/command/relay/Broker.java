package org.trustledger.command.relay;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka is. It need not answer while the office starts.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param properties further settings of Kafka's own clients, such as {@code security.protocol}
 */
@ConfigurationProperties("trust-ledger.kafka")
record Broker(
        @Nullable String bootstrapServers, @DefaultValue Map<String, String> properties) {

    Broker {
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "trust-ledger.kafka.bootstrap-servers is not set: set it to host:port of your Kafka brokers");
        }
        properties = Map.copyOf(properties);
    }

    Map<String, Object> clientSettings() {
        var settings = new HashMap<String, Object>(properties);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return settings;
    }

    /** The properties may hold a password. */
    @Override
    public String toString() {
        return "Broker[%s]".formatted(bootstrapServers);
    }
}
