package org.trustledger.command.content;

import java.time.Instant;
import org.trustledger.events.LocalizedText;

/**
 * What was said of an item after a position.
 *
 * @param kind key of the list in the document, such as {@code answers}
 */
public record SaidSince(String kind, String item, long position, Instant recordedAt, LocalizedText reason) {
    /** As people write it, such as {@code answers/data-location}. */
    public String named() {
        return ItemId.named(kind, item);
    }

    static SaidSince of(ContentState.Said said) {
        return new SaidSince(
                said.item().kind().key(), said.item().id(), said.position(), said.recordedAt(), said.reason());
    }
}
