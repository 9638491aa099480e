package org.trustledger.command.care;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.trustledger.command.ledger.Occurrence;
import org.trustledger.command.ledger.OccurrenceName;

/**
 * What happened to the care of an answer. Stays in the office, for who looks after what is nobody else's business, and
 * names no person and no address.
 */
sealed interface CareStep extends Occurrence {
    /** The items these are kept under, each by the id of its answer. */
    String KIND = "answer-care";

    /** It is looked after so from now on. */
    record Changed(
            @Nullable String owner,
            @Nullable LocalDate reviewBy,
            @Nullable LocalDate speaksUntil) implements CareStep {
        static Changed to(Care care) {
            return new Changed(care.owner(), care.reviewBy(), care.speaksUntil());
        }
    }

    /**
     * An answer that not everybody may read was found still true. Of one that everybody may read it is a public fact.
     *
     * @param position of the fact that states the version which is confirmed
     */
    record Confirmed(long position) implements CareStep {}

    /**
     * Its owner was told that it is overdue.
     *
     * @param reviewBy the day that has come; null if that was not why
     * @param speaksUntil the day that has passed; null if that was not why
     */
    record Told(
            String owner,
            @Nullable LocalDate reviewBy,
            @Nullable LocalDate speaksUntil) implements CareStep {}

    /** The names they are stored under. */
    @Configuration(proxyBeanMethods = false)
    class Names {
        @Bean
        OccurrenceName answerCareChanged() {
            return new OccurrenceName(KIND + ".changed", Changed.class);
        }

        @Bean
        OccurrenceName answerCareConfirmed() {
            return new OccurrenceName(KIND + ".confirmed", Confirmed.class);
        }

        @Bean
        OccurrenceName answerCareTold() {
            return new OccurrenceName(KIND + ".told", Told.class);
        }
    }
}
