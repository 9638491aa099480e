package org.trustledger.events;

import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the data of one version of a fact into that of the next, so that only the newest has a class.
 *
 * <p>A pure function that adds nothing which was not said then: what a version did not tell stays untold.
 */
@FunctionalInterface
interface Upcast {

    /** @param data may be changed in place: it is nobody else's */
    ObjectNode toNextVersion(ObjectNode data);
}
