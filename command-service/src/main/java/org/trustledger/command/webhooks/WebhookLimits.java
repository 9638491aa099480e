package org.trustledger.command.webhooks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much strangers may have the office do with endpoints.
 *
 * @param endpoints how many a trust center calls at most
 * @param endpointsPerHost how many of them at one host
 * @param trialsPerHour how many calls a trust center makes an hour to endpoints that nobody has proved yet, and how
 *     many endpoints are registered in it
 * @param perClientPerHour how often an hour one client may register an endpoint or have one challenged
 */
@ConfigurationProperties("trust-ledger.webhooks")
record WebhookLimits(
        @DefaultValue("100") int endpoints,
        @DefaultValue("20") int endpointsPerHost,
        @DefaultValue("60") int trialsPerHour,
        @DefaultValue("20") int perClientPerHour) {
    WebhookLimits {
        require("endpoints", endpoints);
        require("endpoints-per-host", endpointsPerHost);
        require("trials-per-hour", trialsPerHour);
        require("per-client-per-hour", perClientPerHour);
    }

    private static void require(String setting, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "trust-ledger.webhooks.%s is %d: set it to 0 or more".formatted(setting, value));
        }
    }
}
