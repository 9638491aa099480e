package org.trustledger.command.staff;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people log in to the workbench, and for how long.
 *
 * @param publicBase address under which browsers reach the office; null for the one their request names
 * @param httpsOnly whether the session's cookie is sent, and browsers are told to come, by https only
 * @param clientId of the workbench at the OpenID provider
 * @param clientSecret of that client; empty for a public client, which the proof key protects alone
 * @param idleTimeout how long a session may rest
 * @param absoluteTimeout how long a session lasts at most
 * @param mostSessions how many sessions there can be at once, those of people who are just logging in included
 * @param people where people and their roles are managed; null for the provider itself
 * @param site address of the public site; null for none that pages link to
 */
@ConfigurationProperties("trust-ledger.workbench")
public record WorkbenchSettings(
        @Nullable URI publicBase,
        boolean httpsOnly,
        @DefaultValue("workbench") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("30m") Duration idleTimeout,
        @DefaultValue("10h") Duration absoluteTimeout,
        @DefaultValue("10000") int mostSessions,
        @Nullable URI people,
        @Nullable URI site) {

    private static final Duration MOST_WARNING = Duration.ofMinutes(2);

    public WorkbenchSettings {
        if (clientId.isBlank()) {
            throw new IllegalArgumentException(
                    "trust-ledger.workbench.client-id is '': set it to the workbench's client at your OpenID provider");
        }
        publicBase = webAddress("public-base", publicBase);
        people = webAddress("people", people);
        site = webAddress("site", site);
        positive("idle-timeout", idleTimeout);
        positive("absolute-timeout", absoluteTimeout);
        if (mostSessions < 1) {
            throw new IllegalArgumentException(
                    "trust-ledger.workbench.most-sessions is %d: set it to 1 or more".formatted(mostSessions));
        }
    }

    /** How long after the last request somebody is asked whether they are still there. */
    public Duration askedAfter() {
        var third = idleTimeout.dividedBy(3);
        return idleTimeout.minus(third.compareTo(MOST_WARNING) < 0 ? third : MOST_WARNING);
    }

    private static @Nullable URI webAddress(String key, @Nullable URI value) {
        if (value == null || value.toString().isEmpty()) {
            return null;
        }
        if (value.getHost() == null || !Set.of("http", "https").contains(value.getScheme())) {
            throw new IllegalArgumentException(
                    "trust-ledger.workbench.%s is '%s': set it to an address such as https://office.example.com"
                            .formatted(key, value));
        }
        return URI.create(value.toString().replaceFirst("/$", ""));
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "trust-ledger.workbench.%s is %s: set it to longer than zero, such as 30m".formatted(key, value));
        }
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "WorkbenchSettings[%s]".formatted(clientId);
    }
}
