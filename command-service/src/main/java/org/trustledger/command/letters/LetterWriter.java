package org.trustledger.command.letters;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.mail.Refusal;

/** Writes the letters of one kind. A bean per kind, in the feature whose letters they are; used by several threads. */
public interface LetterWriter {
    /** The kind. */
    String kind();

    /**
     * What some letters say by now, each by its id; a letter that has nothing to say any more, such as one to somebody
     * who is forgotten, is left out and is not sent. Written anew at each attempt, so the same words must come out of
     * the same state.
     */
    Map<String, Written> write(List<LetterDue> due);

    /**
     * A letter that is handed to the mail server next.
     *
     * @param isAgain whether the server may have it already: it was handed over, and what became of that is not known
     */
    record HandedOver(LetterDue letter, Evidence evidence, boolean isAgain) {}

    /**
     * Which of some that are handed over next would say something else if they were written now; asked in the
     * transaction that notes the handing over. Those without evidence are left out.
     *
     * @return their ids
     */
    default Set<String> outdated(Collection<HandedOver> letters) {
        return Set.of();
    }

    /** That some are handed over next, in the transaction that notes it; those without evidence are left out. */
    default void handingOver(Collection<HandedOver> letters, Instant at) {}

    /** That one had nothing to say any more, in the transaction that notes it. */
    default void dropped(LetterDue letter, Instant at) {}

    /**
     * That one that was handed over has not been taken and is tried again, in the transaction that notes it. Not of one
     * of which nothing was heard: the mail server may have it.
     *
     * @param refusal null if the server refused nothing of it, but did not hear of it
     */
    default void refused(String letter, @Nullable Refusal refusal) {}

    /** How the sending of a letter ends. */
    enum Ending {
        /** The mail server has it. */
        TAKEN,
        REFUSED,
        /** It is tried no more, and the mail server may have it. */
        UNKNOWN
    }

    /**
     * A letter whose sending has ended.
     *
     * @param refusal of the last try; null if that came to nothing otherwise, or was taken
     */
    record Ended(String letter, Ending ending, @Nullable Refusal refusal) {}

    /** That the sending of some has ended, in the transaction that notes it. */
    default void ended(Collection<Ended> letters, Instant at) {}
}
