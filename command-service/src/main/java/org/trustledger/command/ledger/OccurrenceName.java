package org.trustledger.command.ledger;

import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * The name under which an {@link Occurrence} is stored. A bean per kind of occurrence, beside it.
 *
 * @param name like a fact's: kind, dot, what happened, such as {@code packs.requested}
 * @param upcasts from version 1 to 2, from 2 to 3, and so on, each a pure function that may change what it is given
 */
public record OccurrenceName(String name, Class<? extends Occurrence> type, List<UnaryOperator<ObjectNode>> upcasts) {
    public OccurrenceName {
        upcasts = List.copyOf(upcasts);
    }

    /** One that has always been told as it is told now. */
    public OccurrenceName(String name, Class<? extends Occurrence> type) {
        this(name, type, List.of());
    }

    /** The one that is written, from 1 upward. */
    int version() {
        return upcasts.size() + 1;
    }

    /** The data of an older version as the newest one tells it. */
    ObjectNode upcast(int fromVersion, ObjectNode data) {
        var newest = data;
        for (var step : upcasts.subList(fromVersion - 1, upcasts.size())) {
            newest = step.apply(newest);
        }
        return newest;
    }
}
