package org.trustledger.command.workbench.ledger;

import java.util.Locale;
import org.trustledger.events.ContentFact;
import org.trustledger.events.Fact;
import org.trustledger.events.PackIssued;
import org.trustledger.events.Publication;
import org.trustledger.events.Removal;

/** What a fact did. Their names in small letters stand in the table and in addresses. */
enum Happened {
    /** The first version of an item. */
    PUBLISHED,
    /** A further one. */
    REVISED,
    /** What was recorded before was wrong, a removal that never should have been included. */
    CORRECTED,
    REMOVED,
    /** A pack was registered. */
    ISSUED;

    static Happened of(Fact fact) {
        return switch (fact) {
            case PackIssued _ -> ISSUED;
            case ContentFact content when content.statement().corrects() != null -> CORRECTED;
            case Removal _ -> REMOVED;
            case Publication publication -> publication.statement().revision() == 1 ? PUBLISHED : REVISED;
        };
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
