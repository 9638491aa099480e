package org.trustledger.query.history;

import org.springframework.http.HttpStatus;
import org.trustledger.query.platform.Problem;
import org.trustledger.query.statements.Kind;

/** The position is that of another item's fact, or of none known by then. */
public final class NoSuchVersion extends Problem {
    private static final long serialVersionUID = 1;

    public NoSuchVersion(String parameter, Kind kind, String item, long position) {
        super(
                HttpStatus.NOT_FOUND,
                "unknown-version",
                "There is no such version",
                "%s %d is the position of no version of '%s' among the %s that was known by the moment asked for. Its history has the positions."
                        .formatted(parameter, position, item, kind.collection()));
        with("parameter", parameter);
        with("value", position);
    }
}
