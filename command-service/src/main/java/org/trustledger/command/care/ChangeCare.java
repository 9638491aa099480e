package org.trustledger.command.care;

import java.util.List;
import org.trustledger.command.platform.Answered;
import org.trustledger.events.TrustCenterId;

/**
 * Command: look after answers otherwise.
 *
 * @param changes one for each answer
 * @param actor opaque id of who decides so
 */
record ChangeCare(TrustCenterId trustCenter, List<Change> changes, String actor, String correlationId)
        implements Answered<ChangeCare.Changed> {
    ChangeCare {
        changes = List.copyOf(changes);
    }

    /** @param basedOn the version that was read */
    record Change(String item, Care care, long basedOn) {}

    /** @param answers how many are looked after otherwise now */
    record Changed(int answers) {}

    @Override
    public Class<Changed> answer() {
        return Changed.class;
    }
}
