package org.trustledger.command.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Profile;

/**
 * A document without a problem.
 *
 * @param basedOn content position that it was written on; null if it does not say
 * @param reason why it is applied
 * @param items in the order in which their facts are recorded: kind by kind, and a sub-processor after its parent
 */
record ContentDocument(@Nullable Long basedOn, LocalizedText reason, List<Item> items) {
    ContentDocument {
        items = List.copyOf(items);
    }

    Profile profile() {
        return items.stream()
                .map(item -> item.current().content())
                .filter(Profile.class::isInstance)
                .map(Profile.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Whether it says that something may be read by some only. */
    boolean isRestricting() {
        return items.stream().anyMatch(item -> item.access() != null && item.access() != Access.PUBLIC);
    }

    /** What the document says an item reads now. */
    Content current(ItemId wanted) {
        return items.stream()
                .filter(item -> item.itemId().equals(wanted))
                .findFirst()
                .orElseThrow()
                .current()
                .content();
    }

    /**
     * @param id unique within the kind
     * @param versions from the earliest to the current one; each begins after the one before
     * @param access who may read it; null to leave that as it is
     */
    record Item(
            ContentKind kind,
            String id,
            List<Version> versions,
            @Nullable Access access) {
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
     * @param until where it ends without another version following at once, exclusive; null if one does, or none yet
     * @param reason its own, else the document's
     * @param givesReason whether the reason is its own
     */
    record Version(
            @Nullable Instant from,
            @Nullable Instant until,
            Content content,
            LocalizedText reason,
            boolean givesReason) {}
}
