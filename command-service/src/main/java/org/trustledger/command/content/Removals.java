package org.trustledger.command.content;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What is to be removed, said explicitly.
 *
 * @param leftOut whether everything that the document leaves out is
 */
record Removals(Set<ItemId> items, boolean leftOut) {
    static final Removals NONE = new Removals(Set.of(), false);

    private static final String LEFT_OUT = "left-out";

    Removals {
        items = Set.copyOf(items);
    }

    /**
     * @param names each an item such as {@code answers/data-location}, or {@code left-out}
     * @throws NotRemovable if one is neither
     */
    static Removals of(Collection<String> names) {
        var items = new LinkedHashSet<ItemId>();
        var leftOut = false;
        for (var name : names) {
            if (name.equals(LEFT_OUT)) {
                leftOut = true;
            } else {
                items.add(ItemId.read(name).orElseThrow(() -> NotRemovable.namesNothing(name)));
            }
        }
        return new Removals(items, leftOut);
    }

    /** What {@link #of} reads. */
    Set<String> named() {
        var names = new LinkedHashSet<String>();
        items.forEach(item -> names.add(item.toString()));
        if (leftOut) {
            names.add(LEFT_OUT);
        }
        return names;
    }
}
