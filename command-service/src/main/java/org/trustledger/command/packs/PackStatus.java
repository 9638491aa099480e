package org.trustledger.command.packs;

import org.trustledger.events.TrustCenterId;

/** How far a pack has come. */
public record PackStatus(String pack, TrustCenterId trustCenter, State state) {
    /** The states of a pack that was asked for; their names in small letters are the API's. */
    public enum State {
        REQUESTED,
        ISSUED,
        FAILED
    }
}
