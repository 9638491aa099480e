package org.trustledger.command.content;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Reads the dates of a document.
 *
 * @param zone in which a date begins
 */
record Dates(ZoneId zone) {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    /** The start of a date in the zone, or the instant given; empty if the calendar has no such day. */
    Optional<Instant> instantOf(String text) {
        try {
            if (text.indexOf('T') >= 0) {
                // As fine as the ledger keeps it.
                var instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
                return Optional.of(instant).filter(found -> isSensible(LocalDate.ofInstant(found, zone)));
            }
            var date = LocalDate.parse(text);
            return isSensible(date) ? Optional.of(date.atStartOfDay(zone).toInstant()) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isSensible(LocalDate date) {
        return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
    }
}
