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
}
