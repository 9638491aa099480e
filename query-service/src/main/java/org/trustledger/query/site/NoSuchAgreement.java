package org.trustledger.query.site;

import org.springframework.http.HttpStatus;
import org.trustledger.query.platform.Problem;

/** No agreement of this id applied at the point in time. */
final class NoSuchAgreement extends Problem {
    private static final long serialVersionUID = 1;

    NoSuchAgreement(String id) {
        super(
                HttpStatus.NOT_FOUND,
                "unknown-agreement",
                "There is no such agreement",
                "No agreement '%s' applies at this date."
                        .formatted(id.length() <= 64 ? id : id.substring(0, 64) + "…"));
    }
}
