package org.trustledger.command.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;

/**
 * A document without a problem.
 *
 * @param items in the order in which their facts are recorded: kind by kind, and a sub-processor after its parent
 */
record ContentDocument(List<Item> items) {
    ContentDocument {
        items = List.copyOf(items);
    }

    /**
     * @param id unique within the kind
     * @param versions from the earliest to the current one; each begins after the one before
     */
    record Item(ContentKind kind, String id, List<Version> versions) {
        Item {
            versions = List.copyOf(versions);
        }

        Version current() {
            return versions.getLast();
        }

        ItemId itemId() {
            return new ItemId(kind, id);
        }
    }

    /**
     * @param from since when it applies; null for a current version that begins when it is recorded
     * @param reason its own, else the document's
     * @param givesReason whether the reason is its own
     */
    record Version(@Nullable Instant from, Content content, LocalizedText reason, boolean givesReason) {}
}
