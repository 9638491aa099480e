package org.trustledger.command.content;

import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;

/**
 * From now on an answer is to be read otherwise.
 *
 * @param content what it says last by valid time; null if nothing was ever said of it
 * @param versions how many facts have stated it so far
 */
record AccessChange(
        ItemId item,
        Access before,
        Access after,
        LocalizedText reason,
        @Nullable Content content,
        int versions) {

    /** How many facts it takes: it says so, and then what may be read of each version. */
    int facts() {
        return 1 + (after == Access.INTERNAL ? 0 : versions);
    }
}
