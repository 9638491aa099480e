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
 * @param lettersPerHour how many people a trust center writes to an hour because somebody typed their address
 */
@ConfigurationProperties("trust-ledger.subscriptions")
record SubscriptionSettings(
        @Nullable URI site, @DefaultValue("300") int lettersPerHour) {
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
        if (lettersPerHour < 0) {
            throw new IllegalArgumentException(
                    "trust-ledger.subscriptions.letters-per-hour is %d: set it to 0 or more".formatted(lettersPerHour));
        }
    }
}
