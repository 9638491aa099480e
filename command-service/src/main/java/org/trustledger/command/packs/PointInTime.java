package org.trustledger.command.packs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A moment as people give it: a date in the trust center's zone, or an instant. */
public sealed interface PointInTime {
    /** A date. What applied on it applied at its start; what was known on it was known at its end. */
    record OnDate(LocalDate date) implements PointInTime {}

    /** An instant, to the microsecond. */
    record At(Instant instant) implements PointInTime {}

    /** When it begins. */
    default Instant start(ZoneId zone) {
        return switch (this) {
            case OnDate(var date) -> date.atStartOfDay(zone).toInstant();
            case At(var instant) -> instant;
        };
    }

    /** The last moment that belongs to it, as far as there is any yet: today ends now. */
    default Instant end(ZoneId zone, Instant now) {
        return switch (this) {
            case OnDate(var date) when date.equals(LocalDate.ofInstant(now, zone)) -> now;
            case OnDate(var date) ->
                date.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
            case At(var instant) -> instant;
        };
    }

    /**
     * Reads an ISO 8601 date or instant; null or blank is none.
     *
     * @throws NotATime naming the parameter
     */
    static @Nullable PointInTime read(String parameter, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.indexOf('T') < 0
                    ? new OnDate(within(parameter, text, LocalDate.parse(text)))
                    : new At(instant(parameter, text));
        } catch (DateTimeException e) {
            throw new NotATime(
                    parameter, text, "an ISO 8601 date such as 2026-03-01, or an instant such as 2026-03-01T08:00:00Z");
        }
    }

    /**
     * Reads an ISO 8601 date; null or blank is none.
     *
     * @throws NotATime naming the parameter, for an instant too
     */
    static @Nullable PointInTime readDate(String parameter, @Nullable String text) {
        var point = text != null && text.indexOf('T') >= 0 ? null : read(parameter, text);
        if (point == null && text != null && !text.isBlank()) {
            throw new NotATime(parameter, text, "an ISO 8601 date such as 2026-03-01");
        }
        return point;
    }

    private static Instant instant(String parameter, String text) {
        var instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        within(parameter, text, LocalDate.ofInstant(instant, ZoneOffset.UTC));
        return instant;
    }

    // What no trust center has a use for, and PostgreSQL or a page might not take.
    private static LocalDate within(String parameter, String text, LocalDate date) {
        if (date.getYear() < 1900 || date.getYear() > 2199) {
            throw new NotATime(parameter, text, "a date of the years 1900 to 2199");
        }
        return date;
    }
}
