package org.trustledger.command.review;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;
import org.trustledger.events.TrustCenterId;

/** The trust center is empty. */
public final class NothingToReview extends Refusal {
    private static final long serialVersionUID = 1;

    NothingToReview(TrustCenterId trustCenter) {
        super(
                HttpStatus.CONFLICT,
                "nothing-to-review",
                "There is nothing to review yet",
                "Trust center '%s' has no content, and its first document needs no approval. Load it, then decide. Nothing was recorded."
                        .formatted(trustCenter));
    }
}
