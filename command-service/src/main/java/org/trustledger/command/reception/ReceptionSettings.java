package org.trustledger.command.reception;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the reception is.
 *
 * @param port to listen on, another one than the office's; 0 for any
 * @param address to listen on; null for the office's
 * @param proxies how many stand before the counter and say who connects to them
 */
@ConfigurationProperties("trust-ledger.reception")
record ReceptionSettings(
        @DefaultValue("8082") int port,
        @Nullable InetAddress address,
        @DefaultValue("0") int proxies) {

    ReceptionSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "trust-ledger.reception.port is %d: set it to a free port from 1 to 65535".formatted(port));
        }
        if (proxies < 0) {
            throw new IllegalArgumentException(
                    "trust-ledger.reception.proxies is %d: set it to how many proxies stand before the counter, or 0"
                            .formatted(proxies));
        }
    }
}
