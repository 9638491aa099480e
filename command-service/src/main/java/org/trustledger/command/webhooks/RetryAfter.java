package org.trustledger.command.webhooks;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After}. */
final class RetryAfter {
    // Longer than anybody is waited for.
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /** How long to wait, not less than zero; null if that is not what the header says. */
    static @Nullable Duration read(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        var said = header.strip();
        if (SECONDS.matcher(said).matches()) {
            return Duration.ofSeconds(Long.parseLong(said));
        }
        try {
            var wait = Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(said)));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException _) {
            return null;
        }
    }
}
