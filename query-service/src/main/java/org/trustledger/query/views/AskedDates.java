package org.trustledger.query.views;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dates of a request as they came: each an ISO date or an ISO instant, or absent for now.
 *
 * <p>In the trust center's zone a valid date is its start, a recorded date its end, and today's recorded date is now.
 *
 * @param validName what to call the first in a refusal
 * @param recordedName what to call the second
 */
public record AskedDates(@Nullable String validAt, @Nullable String recordedAt, String validName, String recordedName) {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    /** Neither: the present. */
    public static final AskedDates NONE = new AskedDates(null, null);

    /** Under the names that they have nearly everywhere. */
    public AskedDates(@Nullable String validAt, @Nullable String recordedAt) {
        this(validAt, recordedAt, "validAt", "recordedAt");
    }

    public AskedDates {
        validAt = blankToNull(validAt);
        recordedAt = blankToNull(recordedAt);
    }

    /** Empty if the reader did not say. */
    public Optional<Instant> validInstant(ZoneId zone) {
        return validInstant(validName, zone);
    }

    /**
     * The same where the date comes by another name.
     *
     * @param parameter what to call it in a refusal
     */
    public Optional<Instant> validInstant(String parameter, ZoneId zone) {
        return read(parameter, validAt).map(read -> read.start(zone));
    }

    /**
     * Empty if the reader did not say, or said today.
     *
     * @throws NotADate also for what lies ahead: nothing is known of what will be recorded
     */
    public Optional<Instant> recordedInstant(ZoneId zone, Clock clock) {
        var read = read(recordedName, recordedAt);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, zone);
        return switch (read.get()) {
            case Day(var day) when day.isAfter(today) -> throw ahead();
            case Day(var day) when day.equals(today) -> Optional.empty();
            case Day day -> Optional.of(day.end(zone));
            // An instant a little ahead is the office's clock, not the reader's mistake.
            case Moment(var instant) when instant.isAfter(now.plus(1, ChronoUnit.HOURS)) -> throw ahead();
            case Moment(var instant) -> Optional.of(instant);
        };
    }

    private NotADate ahead() {
        return new NotADate(
                recordedName,
                String.valueOf(recordedAt),
                "lies ahead. The ledger knows only what has been recorded; give a date that has come");
    }

    private static Optional<Read> read(String parameter, @Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            var read = value.length() == "2026-03-01".length()
                    ? new Day(LocalDate.parse(value))
                    : new Moment(OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MICROS));
            var year = read.start(ZoneOffset.UTC).atZone(ZoneOffset.UTC).getYear();
            if (year < FIRST_YEAR || year > LAST_YEAR) {
                throw new DateTimeException("Out of range");
            }
            return Optional.of(read);
        } catch (DateTimeParseException e) {
            throw new NotADate(
                    parameter,
                    value,
                    "is no date. Give one such as 2026-03-01, or an instant such as 2026-03-01T12:00:00Z");
        } catch (DateTimeException e) {
            throw new NotADate(
                    parameter, value, "is out of range. Give a year from %d to %d".formatted(FIRST_YEAR, LAST_YEAR));
        }
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private sealed interface Read {
        Instant start(ZoneId zone);
    }

    private record Day(LocalDate day) implements Read {
        @Override
        public Instant start(ZoneId zone) {
            return day.atStartOfDay(zone).toInstant();
        }

        Instant end(ZoneId zone) {
            return day.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
        }
    }

    private record Moment(Instant instant) implements Read {
        @Override
        public Instant start(ZoneId zone) {
            return instant;
        }
    }
}
