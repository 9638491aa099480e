package org.trustledger.events;

import tools.jackson.databind.node.ObjectNode;

/** Older answers. */
final class AnswerUpcasts {
    private AnswerUpcasts() {}

    /** In version 1 every answer was told. */
    static ObjectNode fromVersion1(ObjectNode data) {
        data.withObject("/content").putNull("withheldSha256");
        return data;
    }

    /** In version 2 nothing bore an answer out. */
    static ObjectNode fromVersion2(ObjectNode data) {
        data.withObject("/content").putArray("evidence");
        return data;
    }

    /** The same of a version that may be read again; one that says that the answer was retired has no content. */
    static ObjectNode openedFromVersion1(ObjectNode data) {
        if (data.get("content") instanceof ObjectNode content) {
            content.putArray("evidence");
        }
        return data;
    }
}
