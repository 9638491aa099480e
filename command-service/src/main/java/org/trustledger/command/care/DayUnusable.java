package org.trustledger.command.care;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** A day is none, or none that can be meant. */
public final class DayUnusable extends Refusal {
    private static final long serialVersionUID = 1;

    /** For how many years at most an answer is left alone. */
    public static final int MOST_YEARS = 10;

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    /** Which day. */
    public enum Field {
        REVIEW_BY("reviewBy"),
        SPEAKS_UNTIL("speaksUntil");

        private final String member;

        Field(String member) {
            this.member = member;
        }
    }

    private final Field field;

    private DayUnusable(Field field, String what) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "day-unusable",
                "That day cannot be meant",
                "%s %s. Nothing was changed.".formatted(field.member, what));
        this.field = field;
    }

    /** Of which field of a form it is. */
    public Field field() {
        return field;
    }

    /**
     * The day that a text names; null if it names none at all.
     *
     * @throws DayUnusable if it is no day
     */
    public static @Nullable LocalDate read(Field field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException _) {
            throw new DayUnusable(
                    field,
                    "is '%s': give a day of the calendar such as 2027-03-01"
                            .formatted(text.length() > 40 ? text.substring(0, 40) + "…" : text));
        }
    }

    /** @throws DayUnusable if an answer cannot be left alone until then from today on */
    static void requireReview(LocalDate day, LocalDate earliest, LocalDate today) {
        if (day.isBefore(earliest)) {
            throw new DayUnusable(Field.REVIEW_BY, "is %s: give %s or a later day".formatted(day, earliest));
        }
        requireNear(Field.REVIEW_BY, day, today);
    }

    /** @throws DayUnusable if no answer speaks until then */
    static void requireTime(LocalDate day, LocalDate earliest, LocalDate today) {
        var from = earliest.isBefore(EARLIEST) ? EARLIEST : earliest;
        if (day.isBefore(from)) {
            throw new DayUnusable(Field.SPEAKS_UNTIL, "is %s: give %s or a later day".formatted(day, from));
        }
        requireNear(Field.SPEAKS_UNTIL, day, today);
    }

    private static void requireNear(Field field, LocalDate day, LocalDate today) {
        var latest = today.plusYears(MOST_YEARS);
        if (day.isAfter(latest)) {
            throw new DayUnusable(
                    field, "is %s: give a day within %d years, until %s".formatted(day, MOST_YEARS, latest));
        }
    }
}
