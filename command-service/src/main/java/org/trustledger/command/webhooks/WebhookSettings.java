package org.trustledger.command.webhooks;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How endpoints of others are called.
 *
 * @param allowedHosts hosts, each with a port or without, that are called wherever their names lead, over plain HTTP
 *     too
 */
@ConfigurationProperties("trust-ledger.webhooks")
record WebhookSettings(@DefaultValue List<String> allowedHosts) {
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?<host>\\[[^]]*]|[^:]*)(:(?<port>[1-9][0-9]{0,4}))?");
    private static final int HIGHEST_PORT = 65_535;

    WebhookSettings {
        allowedHosts = allowedHosts.stream().map(WebhookSettings::normal).toList();
    }

    private static String normal(String typed) {
        var parts = HOST_AND_PORT.matcher(typed.strip());
        if (parts.matches()) {
            var host = HostName.of(parts.group("host"));
            var port = parts.group("port");
            if (host.isPresent() && (port == null || Integer.parseInt(port) <= HIGHEST_PORT)) {
                return port == null ? host.get() : "%s:%s".formatted(host.get(), port);
            }
        }
        throw new IllegalArgumentException(
                "trust-ledger.webhooks.allowed-hosts has '%s': write a host or host:port, such as hooks.example.com:8443"
                        .formatted(typed));
    }

    /** @param host as {@link HostName} has it */
    boolean allows(String host, int port) {
        return allowedHosts.contains(host) || allowedHosts.contains("%s:%d".formatted(host, port));
    }
}
