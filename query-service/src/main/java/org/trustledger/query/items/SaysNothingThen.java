package org.trustledger.query.items;

import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.trustledger.query.platform.Problem;
import org.trustledger.query.statements.Kind;

/** The item is known, and says nothing at the instant asked for. */
final class SaysNothingThen extends Problem {
    private static final long serialVersionUID = 1;

    SaysNothingThen(Kind kind, String item, Instant validAt, String history) {
        super(
                HttpStatus.NOT_FOUND,
                "says-nothing-then",
                "The item says nothing then",
                "At %s '%s' among the %s says nothing: it did not apply yet, or no more. %s tells when it does."
                        .formatted(validAt, item, kind.collection(), history));
        with("history", history);
    }
}
