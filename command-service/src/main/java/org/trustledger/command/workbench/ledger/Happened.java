package org.trustledger.command.workbench.ledger;

import java.util.Locale;
import org.trustledger.events.AccessFact;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.ContentFact;
import org.trustledger.events.Fact;
import org.trustledger.events.PackIssued;
import org.trustledger.events.Publication;
import org.trustledger.events.Removal;
import org.trustledger.events.ReviewChanged;

/** What a fact did. Their names in small letters stand in the table and in addresses. */
enum Happened {
    /** The first version of an item. */
    PUBLISHED,
    /** A further one. */
    REVISED,
    /** What was recorded before was wrong, a removal that never should have been included. */
    CORRECTED,
    REMOVED,
    /** Who may read it changed, or what of a version may be read. */
    ACCESS,
    /** Somebody looked at it, and it is still true. */
    CONFIRMED,
    /** A pack was registered. */
    ISSUED;

    static Happened of(Fact fact) {
        return switch (fact) {
            case AnswerConfirmed _ -> CONFIRMED;
            case PackIssued _ -> ISSUED;
            case ReviewChanged _ -> REVISED;
            case ContentFact content when content.statement().corrects() != null -> CORRECTED;
            case AccessFact _ -> ACCESS;
            case Removal _ -> REMOVED;
            // Told to staff as what it withholds.
            case AnswerWithheld withheld -> withheld.statement().revision() == 1 ? PUBLISHED : REVISED;
            case Publication publication -> publication.statement().revision() == 1 ? PUBLISHED : REVISED;
        };
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
