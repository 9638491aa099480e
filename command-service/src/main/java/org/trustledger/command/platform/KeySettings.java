package org.trustledger.command.platform;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param keep for how long a request can be sent again under its key */
@ConfigurationProperties("trust-ledger.idempotency")
record KeySettings(@DefaultValue("7d") Duration keep) {
    KeySettings {
        if (!keep.isPositive()) {
            throw new IllegalArgumentException(
                    "trust-ledger.idempotency.keep is %s: set it to longer than zero, such as 7d".formatted(keep));
        }
    }
}
