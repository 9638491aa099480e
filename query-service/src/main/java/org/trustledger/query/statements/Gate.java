package org.trustledger.query.statements;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.trustledger.events.TrustCenterId;

/**
 * What of the ledger a reader may see today, whatever instants are asked about.
 *
 * <p>Every reading of content, by whichever table, passes here row by row, so that a past view, a history, a difference
 * or a search shows nothing that the present does not. Today all that the counter holds is public.
 */
@Component
public class Gate {
    /** Whether everybody may read what the item says, and said. */
    public boolean isOpen(TrustCenterId trustCenter, Kind kind, String item) {
        return !closed(trustCenter).contains("%s/%s".formatted(kind.kindName(), item));
    }

    /**
     * What nobody may read, as {@code kind/item}: for a query that counts or ranks, where rows cannot be left out
     * later.
     */
    public Set<String> closed(TrustCenterId trustCenter) {
        return Set.of();
    }
}
