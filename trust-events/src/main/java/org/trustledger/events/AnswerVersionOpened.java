package org.trustledger.events;

import org.jspecify.annotations.Nullable;

/**
 * A version of an answer may be read as told here, from now on and wherever it stands: it is the statement it always
 * was, and only what readers may know of it has changed.
 *
 * @param version ledger position of the fact that stated it
 * @param reason why it was stated, as far as readers may know
 * @param content what it reads, as far as readers may know; null if it says that the answer was retired
 */
public record AnswerVersionOpened(
        String item,
        long version,
        LocalizedText reason,
        @Nullable Answer content) implements AccessFact {

    /** @throws IllegalArgumentException if the id or the position cannot be */
    public AnswerVersionOpened {
        if (!TrustCenterId.isValid(item)) {
            throw new IllegalArgumentException("'%s' is no item id".formatted(item));
        }
        if (version < 1) {
            throw new IllegalArgumentException("Version %d of %s: positions start at 1".formatted(version, item));
        }
    }
}
