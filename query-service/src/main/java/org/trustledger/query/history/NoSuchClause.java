package org.trustledger.query.history;

import org.springframework.http.HttpStatus;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Problem;

/** No revision of the agreement known by then has, or had, the clause. */
public final class NoSuchClause extends Problem {
    private static final long serialVersionUID = 1;

    public NoSuchClause(String agreement, String clause) {
        super(
                HttpStatus.NOT_FOUND,
                "unknown-clause",
                "There is no such clause",
                "By the moment asked for, no revision of '%s' had a clause '%s'. The agreement itself has the ids."
                        .formatted(agreement, BadParameter.shortened(clause)));
    }
}
