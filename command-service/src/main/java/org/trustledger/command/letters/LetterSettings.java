package org.trustledger.command.letters;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How letters are sent.
 *
 * @param connections to the mail server at once, of each office
 * @param perDomain how many letters go to the addresses of one domain in a minute, of all offices together
 */
@ConfigurationProperties("trust-ledger.letters")
public record LetterSettings(
        @DefaultValue("4") int connections,
        @DefaultValue("1000") int perDomain) {
    private static final int MOST_CONNECTIONS = 64;

    public LetterSettings {
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("trust-ledger.letters.connections is %d: set it to 1 or more, up to %d"
                    .formatted(connections, MOST_CONNECTIONS));
        }
        if (perDomain < 1) {
            throw new IllegalArgumentException(
                    "trust-ledger.letters.per-domain is %d: set it to 1 or more".formatted(perDomain));
        }
    }
}
