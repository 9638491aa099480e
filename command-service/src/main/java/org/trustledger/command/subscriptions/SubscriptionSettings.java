package org.trustledger.command.subscriptions;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the public subscribes.
 *
 * @param site address of the public site, for the links in letters; null for none, and then nobody subscribes
 * @param lettersPerHour how many addresses that somebody typed a trust center takes an hour, and writes to at most
 * @param perClientPerHour how many of them from one client
 */
@ConfigurationProperties("trust-ledger.subscriptions")
record SubscriptionSettings(
        @Nullable URI site,
        @DefaultValue("300") int lettersPerHour,
        @DefaultValue("60") int perClientPerHour) {
    SubscriptionSettings {
        if (site != null && !site.toString().isEmpty()) {
            if (site.getHost() == null || !Set.of("http", "https").contains(site.getScheme())) {
                throw new IllegalArgumentException(
                        "trust-ledger.subscriptions.site is '%s': set it to an address such as https://trust.example.com"
                                .formatted(site));
            }
            site = URI.create(site.toString().replaceFirst("/$", ""));
        } else {
            site = null;
        }
        requireNotNegative("letters-per-hour", lettersPerHour);
        requireNotNegative("per-client-per-hour", perClientPerHour);
    }

    private static void requireNotNegative(String key, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "trust-ledger.subscriptions.%s is %d: set it to 0 or more".formatted(key, value));
        }
    }
}
