package org.trustledger.query.statements;

import org.springframework.http.HttpStatus;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Problem;

/** Nothing was recorded of an item of this id, as far as the reader may know. */
public final class NoSuchItem extends Problem {
    private static final long serialVersionUID = 1;

    public NoSuchItem(Kind kind, String item) {
        super(
                HttpStatus.NOT_FOUND,
                "unknown-item",
                "There is no such item",
                "By the moment asked for, nothing was recorded of '%s' among the %s. The list of the %2$s has the ids."
                        .formatted(BadParameter.shortened(item), kind.collection()));
    }
}
