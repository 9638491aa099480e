package org.trustledger.query.statements;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.ledger.Heads;

/**
 * What of the ledger a reader may see today, whatever instants are asked about.
 *
 * <p>Every reading of content, by whichever table, passes here row by row, so that a past view, a history, a difference
 * or a search shows nothing that the present does not. Of what is told on request the rows have no text to show.
 */
@Component
public class Gate {
    private static final int TRUST_CENTERS_KEPT = 10_000;

    private final Heads heads;
    private final AccessRules stored;
    private final Cache<TrustCenterId, Rules> kept =
            Caffeine.newBuilder().maximumSize(TRUST_CENTERS_KEPT).build();

    Gate(Heads heads, AccessRules stored) {
        this.heads = heads;
        this.stored = stored;
    }

    /** @param position of the last fact about access when they were read, or earlier */
    private record Rules(long position, AccessRules.OfTrustCenter rules) {}

    /** Whether everybody may know that there is such an item. */
    public boolean isOpen(TrustCenterId trustCenter, Kind kind, String item) {
        return !closed(trustCenter).contains("%s/%s".formatted(kind.kindName(), item));
    }

    /**
     * What nobody may know of, as {@code kind/item}: for a query that counts or ranks, where rows cannot be left out
     * later.
     */
    public Set<String> closed(TrustCenterId trustCenter) {
        return rules(trustCenter).closed();
    }

    /**
     * What may be read less today than at a position of the ledger.
     *
     * @param accessPosition of the last fact about access then
     */
    public List<Narrowed> narrowedSince(TrustCenterId trustCenter, long accessPosition) {
        return accessPosition >= accessPosition(trustCenter)
                ? List.of()
                : rules(trustCenter).narrowedSince(accessPosition);
    }

    /** Of the last fact about access: under another one the same rows may say something else. */
    public long accessPosition(TrustCenterId trustCenter) {
        return heads.of(trustCenter).map(Head::accessPosition).orElse(0L);
    }

    private AccessRules.OfTrustCenter rules(TrustCenterId trustCenter) {
        var position = accessPosition(trustCenter);
        if (position == 0) {
            return AccessRules.OfTrustCenter.NONE;
        }
        var known = kept.getIfPresent(trustCenter);
        if (known == null || known.position() < position) {
            // The position was read first, so they are at least as new.
            known = new Rules(position, stored.of(trustCenter));
            kept.put(trustCenter, known);
        }
        return known.rules();
    }

    /**
     * An item that may be read less than before.
     *
     * @param tags of whatever readers could see of it before
     */
    public record Narrowed(Kind kind, String item, Set<String> tags) {}
}
