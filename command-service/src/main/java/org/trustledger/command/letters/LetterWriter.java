package org.trustledger.command.letters;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.trustledger.command.mail.Letter;

/** Writes the letters of one kind. A bean per kind, in the feature whose letters they are. */
public interface LetterWriter {
    /** The kind. */
    String kind();

    /**
     * What some letters say by now, each by its id; a letter that has nothing to say any more is left out, and is not
     * sent. Written anew at each attempt, so the same words must come out of the same state.
     */
    Map<String, Letter> write(List<LetterDue> due);

    /** That it is handed to the mail server next. */
    default void handingOver(LetterDue letter) {}

    /** That the mail server has taken it, in the transaction that notes it. */
    default void sent(LetterDue letter, Instant at) {}

    /** That it had nothing to say any more, in the transaction that notes it. */
    default void dropped(LetterDue letter, Instant at) {}

    /** That it is tried no more, in the transaction that notes it. */
    default void givenUp(LetterDue letter, Instant at) {}
}
