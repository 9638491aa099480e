package org.trustledger.query.packs;

import org.jspecify.annotations.Nullable;
import org.trustledger.events.PackScope;

/**
 * Which packs of a register are meant.
 *
 * @param scope null for any
 * @param language BCP 47 tag; null for any
 */
public record PackSelection(
        @Nullable PackScope scope, @Nullable String language) {
    /** Every pack. */
    public static final PackSelection ALL = new PackSelection(null, null);
}
