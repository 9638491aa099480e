package org.trustledger.command.review;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;
import org.trustledger.events.TrustCenterId;

/** Whoever wrote a change would approve it. */
public final class OwnWork extends Refusal {
    private static final long serialVersionUID = 1;

    OwnWork(String author, TrustCenterId trustCenter) {
        super(
                HttpStatus.FORBIDDEN,
                "own-work",
                "Nobody approves the own work",
                "%s wrote this change and cannot decide on it: another approver of trust center '%s' has to. Nothing was recorded."
                        .formatted(author, trustCenter));
    }
}
