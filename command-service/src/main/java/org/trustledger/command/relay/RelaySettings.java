package org.trustledger.command.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the relay keeps an eye on its topic.
 *
 * @param lookEvery how often it asks Kafka what the topic is like from outside, besides after every trouble
 * @param readEvery how often it reads the whole topic though nothing looks wrong; meanwhile it sends nothing
 * @param degradedAfter how old a fact may get unsent before the office calls itself degraded
 */
@ConfigurationProperties("trust-ledger.relay")
record RelaySettings(
        @DefaultValue("10s") Duration lookEvery,
        @DefaultValue("24h") Duration readEvery,
        @DefaultValue("1m") Duration degradedAfter) {

    RelaySettings {
        requirePositive("look-every", lookEvery);
        requirePositive("read-every", readEvery);
        requirePositive("degraded-after", degradedAfter);
    }

    private static void requirePositive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "trust-ledger.relay.%s is %s: set it to longer than zero, such as 10s".formatted(key, value));
        }
    }
}
