package org.trustledger.command.care;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The care of an answer as it is kept.
 *
 * @param item id of the answer
 * @param version raised at every change; 0 if nothing was ever said
 * @param setOn when the day of the next review was set; null if there is none
 * @param confirmed when the answer was last found still true; null if never
 */
public record KeptCare(
        String item,
        Care care,
        long version,
        @Nullable LocalDate setOn,
        @Nullable Confirmed confirmed) {
    private static final Period YEAR = Period.ofMonths(12);

    /**
     * That the answer was found still true.
     *
     * @param position of the fact that states the version which was looked at
     */
    public record Confirmed(Instant at, long position) {}

    /** Why an answer has to be looked at. */
    public enum Because {
        /** The day of its review has come. */
        REVIEW("review"),
        /** The time about which it speaks is over. */
        TIME("time");

        private final String key;

        Because(String key) {
            this.key = key;
        }

        /** As in JSON. */
        @JsonValue
        public String key() {
            return key;
        }
    }

    /** Of an answer of which nobody has said anything. */
    public static KeptCare none(String item) {
        return new KeptCare(item, Care.NONE, 0, null, null);
    }

    /** Why it is overdue on a day, provided the answer says something then; nothing if it is not. */
    public Set<Because> overdue(LocalDate today) {
        var because = EnumSet.noneOf(Because.class);
        if (care.reviewBy() != null && !care.reviewBy().isAfter(today)) {
            because.add(Because.REVIEW);
        }
        if (isOver(today)) {
            because.add(Because.TIME);
        }
        return because;
    }

    /** Whether the time about which it speaks is over. */
    public boolean isOver(LocalDate today) {
        return care.speaksUntil() != null && care.speaksUntil().isBefore(today);
    }

    /** By when it has to be looked at again if it is found still true on a day: after as long again, else a year. */
    public LocalDate nextReviewBy(LocalDate today) {
        if (care.reviewBy() == null || setOn == null || !care.reviewBy().isAfter(setOn)) {
            return today.plus(YEAR);
        }
        return today.plus(Period.between(setOn, care.reviewBy()));
    }
}
