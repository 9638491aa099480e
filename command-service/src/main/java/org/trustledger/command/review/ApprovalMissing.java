package org.trustledger.command.review;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;
import org.trustledger.events.TrustCenterId;

/** The change needs approval and has none. */
public final class ApprovalMissing extends Refusal {
    private static final long serialVersionUID = 1;

    ApprovalMissing(TrustCenterId trustCenter) {
        super(
                HttpStatus.CONFLICT,
                "approval-missing",
                "Somebody else has to approve it",
                "In trust center '%s' somebody else than its author has to approve a change. Send it for review. Nothing was recorded."
                        .formatted(trustCenter));
    }
}
