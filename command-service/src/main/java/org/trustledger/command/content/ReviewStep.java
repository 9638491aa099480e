package org.trustledger.command.content;

import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.trustledger.command.ledger.Occurrence;
import org.trustledger.command.ledger.OccurrenceName;

/** What happened to a change set on its way through review. Stays in the office, and holds no words of anybody. */
sealed interface ReviewStep extends Occurrence {
    /** The items these are kept under. */
    String KIND = "change-sets";

    /**
     * Its author asked others to decide.
     *
     * @param sha256 of the document
     * @param contentPosition that it was planned on
     * @param facts how many the plan would record
     */
    record Submitted(String sha256, long contentPosition, int facts) implements ReviewStep {}

    /** Its author took it back. */
    record Withdrawn() implements ReviewStep {}

    /** Somebody else declined it; the words are in no event. */
    record Declined() implements ReviewStep {}

    /**
     * It was approved, or needed nobody's approval, and is kept until its embargo ends.
     *
     * @param until when it is recorded
     * @param isApproved whether somebody has approved it
     */
    record Embargoed(Instant until, boolean isApproved) implements ReviewStep {}

    /**
     * Its embargo ended, and it was recorded.
     *
     * @param due when the embargo ended; recorded later if no office was running then
     * @param position of its last fact
     */
    record EmbargoEnded(Instant due, long position, int facts) implements ReviewStep {}

    /**
     * Its embargo ended, and it would have come to something else than what was planned: nothing was recorded.
     *
     * @param due when the embargo ended
     * @param reason last part of the problem's type, such as {@code changed-meanwhile}
     */
    record Overtaken(Instant due, String reason) implements ReviewStep {}

    /**
     * Somebody else approved it, and it was recorded.
     *
     * @param position of its last fact
     */
    record Approved(long position, int facts) implements ReviewStep {}

    /** The names they are stored under. */
    @Configuration(proxyBeanMethods = false)
    class Names {
        @Bean
        OccurrenceName changeSetSubmitted() {
            return new OccurrenceName(KIND + ".submitted", Submitted.class);
        }

        @Bean
        OccurrenceName changeSetWithdrawn() {
            return new OccurrenceName(KIND + ".withdrawn", Withdrawn.class);
        }

        @Bean
        OccurrenceName changeSetDeclined() {
            return new OccurrenceName(KIND + ".declined", Declined.class);
        }

        @Bean
        OccurrenceName changeSetEmbargoed() {
            return new OccurrenceName(KIND + ".embargoed", Embargoed.class);
        }

        @Bean
        OccurrenceName changeSetEmbargoEnded() {
            return new OccurrenceName(KIND + ".embargo-ended", EmbargoEnded.class);
        }

        @Bean
        OccurrenceName changeSetOvertaken() {
            return new OccurrenceName(KIND + ".overtaken", Overtaken.class);
        }

        @Bean
        OccurrenceName changeSetApproved() {
            return new OccurrenceName(KIND + ".approved", Approved.class);
        }
    }
}
