package org.trustledger.command.packs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How packs are asked for.
 *
 * @param rendererVersion part of a pack's identity: the press refuses to render for another one than its own
 * @param debounce how long content must have rested before its pack is asked for
 * @param publicRequestsPerHour how many packs not yet known strangers may have made, per trust center
 * @param publicRequestsPerDay the same for a day, which is what bounds how a ledger can be made to grow: a tag, a date
 *     and a language each can be combined with every other
 * @param askAgainAfter how long the press may keep silent about a pack before it is asked again; each time twice as
 *     long
 */
@ConfigurationProperties("trust-ledger.packs")
record PackSettings(
        @DefaultValue("8") String rendererVersion,
        @DefaultValue("2s") Duration debounce,
        @DefaultValue("60") int publicRequestsPerHour,
        @DefaultValue("300") int publicRequestsPerDay,
        @DefaultValue("5m") Duration askAgainAfter) {

    PackSettings {
        if (rendererVersion.isBlank()) {
            throw new IllegalArgumentException(
                    "trust-ledger.packs.renderer-version is empty: set it to the version the press has");
        }
        if (debounce.isNegative()) {
            throw new IllegalArgumentException(
                    "trust-ledger.packs.debounce is %s: set it to zero or longer, such as 2s".formatted(debounce));
        }
        requireCount("public-requests-per-hour", publicRequestsPerHour);
        requireCount("public-requests-per-day", publicRequestsPerDay);
        if (!askAgainAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "trust-ledger.packs.ask-again-after is %s: set it to longer than zero, such as 5m"
                            .formatted(askAgainAfter));
        }
    }

    private static void requireCount(String setting, int count) {
        if (count < 0) {
            throw new IllegalArgumentException(
                    "trust-ledger.packs.%s is %d: set it to 0 or more".formatted(setting, count));
        }
    }
}
