package org.trustledger.query.views;

import org.springframework.http.HttpStatus;
import org.trustledger.query.platform.Problem;

/** The view did not reach the position the caller waits for in time. */
final class NotReachedYet extends Problem {
    private static final long serialVersionUID = 1;

    NotReachedYet(long wanted, long reached) {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "position-not-reached",
                "The view is not that far yet",
                "The view stands at position %d and %d was asked for. Ask again; if it stays so, see the counter's health."
                        .formatted(reached, wanted));
        with("position", reached);
        with("minPosition", wanted);
        retryAfter(1);
    }
}
