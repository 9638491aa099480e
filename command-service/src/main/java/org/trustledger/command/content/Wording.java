package org.trustledger.command.content;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of an item as it is written: what it does not give itself reads as in the current version.
 *
 * @param own the keys of this version
 * @param at where they stand
 * @param current the current version; null if this is it
 */
record Wording(Node.Mapping own, Pointer at, @Nullable Wording current) {

    /** Where a value stands, its own or the current version's. */
    record Placed(Node node, Pointer at) {
        @Nullable String asText() {
            return node.asText();
        }
    }

    /** The value, wherever it is written; null if there is none, or this version says that it had none. */
    @Nullable Placed get(String key) {
        var node = own.get(key);
        if (node != null) {
            return node.isNothing() ? null : new Placed(node, at.to(key));
        }
        return current == null ? null : current.get(key);
    }

    @Nullable String text(String key) {
        var placed = get(key);
        return placed == null ? null : placed.asText();
    }

    /** Entries of a list; none if it is missing or no list. */
    List<Placed> entries(String key) {
        var placed = get(key);
        return placed == null ? List.of() : entriesOf(placed);
    }

    boolean gives(String key) {
        return own.get(key) != null;
    }

    boolean isCurrent() {
        return current == null;
    }

    /** The current version first, then the earlier ones as they are written. */
    static List<Wording> versionsOf(Node.Mapping item, Pointer at) {
        var current = new Wording(item, at, null);
        var versions = new ArrayList<Wording>();
        versions.add(current);
        if (item.get("earlier") instanceof Node.Sequence earlier) {
            for (var entry : entriesOf(new Placed(earlier, at.to("earlier")))) {
                if (entry.node() instanceof Node.Mapping own) {
                    versions.add(new Wording(own, entry.at(), current));
                }
            }
        }
        return versions;
    }

    private static List<Placed> entriesOf(Placed list) {
        if (!(list.node() instanceof Node.Sequence sequence)) {
            return List.of();
        }
        var entries = new ArrayList<Placed>(sequence.nodes().size());
        for (var i = 0; i < sequence.nodes().size(); i++) {
            entries.add(new Placed(sequence.nodes().get(i), list.at().to(i)));
        }
        return entries;
    }
}
