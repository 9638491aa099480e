package org.trustledger.command.webhooks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much strangers may have the office do with endpoints.
 *
 * @param endpoints how many a trust center calls at most
 * @param trialsPerHour how many calls a trust center makes an hour because somebody pressed a button, and how many
 *     endpoints are registered in it
 */
@ConfigurationProperties("trust-ledger.webhooks")
record WebhookLimits(
        @DefaultValue("100") int endpoints,
        @DefaultValue("60") int trialsPerHour) {
    WebhookLimits {
        require("endpoints", endpoints);
        require("trials-per-hour", trialsPerHour);
    }

    private static void require(String setting, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "trust-ledger.webhooks.%s is %d: set it to 0 or more".formatted(setting, value));
        }
    }
}
