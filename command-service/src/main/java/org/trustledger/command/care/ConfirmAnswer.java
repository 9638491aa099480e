package org.trustledger.command.care;

import org.trustledger.command.platform.Answered;
import org.trustledger.events.TrustCenterId;

/**
 * Command: an answer was looked at and is still true.
 *
 * @param position of the fact that states the version which was looked at
 * @param next how it is looked after from now on
 * @param actor opaque id of who says so
 */
record ConfirmAnswer(
        TrustCenterId trustCenter, String item, long position, CareDesk.Next next, String actor, String correlationId)
        implements Answered<Confirmation> {
    @Override
    public Class<Confirmation> answer() {
        return Confirmation.class;
    }
}
