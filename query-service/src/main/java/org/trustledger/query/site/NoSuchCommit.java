package org.trustledger.query.site;

import org.springframework.http.HttpStatus;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Problem;

/** Nothing was recorded together that ended at the position, or not by then. */
final class NoSuchCommit extends Problem {
    private static final long serialVersionUID = 1;

    NoSuchCommit(String position) {
        super(
                HttpStatus.NOT_FOUND,
                "unknown-commit",
                "There is no such commit",
                "No commit about content ends at the position '%s' at this point in time."
                        .formatted(BadParameter.shortened(position)));
    }
}
