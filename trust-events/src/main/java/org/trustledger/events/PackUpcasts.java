package org.trustledger.events;

import tools.jackson.databind.node.ObjectNode;

/** Older packs. */
public final class PackUpcasts {
    private PackUpcasts() {}

    /** Before version 2 there was no fact about access: everything was public. */
    static ObjectNode fromVersion1(ObjectNode data) {
        identityFromVersion1(data.withObject("/identity"));
        return data;
    }

    /** The same for whoever keeps an identity in an event of its own. */
    public static void identityFromVersion1(ObjectNode identity) {
        identity.put("accessPosition", 0);
    }
}
