package org.trustledger.events;

import tools.jackson.databind.node.ObjectNode;

/** Older revisions of agreements. */
final class AgreementUpcasts {
    private AgreementUpcasts() {}

    /** Version 1 told neither a legal source nor the reasons of single clauses. */
    static ObjectNode fromVersion1(ObjectNode data) {
        data.withObject("/content").putNull("legalSource").putArray("reasons");
        return data;
    }
}
