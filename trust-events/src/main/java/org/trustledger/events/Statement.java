package org.trustledger.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every content fact says besides its content: about which item, since when, and why.
 *
 * <p>It replaces whatever was known of the item for the whole of {@code [validFrom, validTo)} and touches nothing
 * outside.
 *
 * @param item id of the item, unique within its kind and trust center
 * @param revision number of this version of the item, from 1 upward in the order of recording
 * @param validFrom since when it applies, inclusive
 * @param validTo until when it applies, exclusive; null until further notice
 * @param reason why it was stated
 * @param corrects ledger position of the fact that was wrong; null if this is no correction
 */
public record Statement(
        String item,
        int revision,
        Instant validFrom,
        @Nullable Instant validTo,
        LocalizedText reason,
        @Nullable Long corrects) {

    /** @throws IllegalArgumentException if the id, the number or the interval cannot be */
    public Statement {
        if (!TrustCenterId.isValid(item)) {
            throw new IllegalArgumentException("'%s' is no item id".formatted(item));
        }
        if (revision < 1) {
            throw new IllegalArgumentException("Revision %d of %s: numbers start at 1".formatted(revision, item));
        }
        if (validTo != null && !validFrom.isBefore(validTo)) {
            throw new IllegalArgumentException(
                    "%s would apply from %s to %s, which is no time at all".formatted(item, validFrom, validTo));
        }
    }

    /** The same for another reason. */
    public Statement because(LocalizedText otherReason) {
        return new Statement(item, revision, validFrom, validTo, otherReason, corrects);
    }
}
