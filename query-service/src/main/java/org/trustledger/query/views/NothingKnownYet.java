package org.trustledger.query.views;

import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.trustledger.query.platform.Problem;

/** At the moment asked for, the ledger of this trust center had not begun. */
public final class NothingKnownYet extends Problem {
    private static final long serialVersionUID = 1;

    private final transient Instant asked;
    private final transient Instant beginning;

    NothingKnownYet(Instant recordedAt, Instant beginning) {
        super(
                HttpStatus.NOT_FOUND,
                "nothing-known-yet",
                "Nothing had been recorded by then",
                "At %s nothing was known of this trust center; its ledger begins at %s."
                        .formatted(recordedAt, beginning));
        this.asked = recordedAt;
        this.beginning = beginning;
        with("beginning", beginning);
    }

    /** The moment asked for. */
    public Instant asked() {
        return asked;
    }

    /** When the first fact was recorded. */
    public Instant beginning() {
        return beginning;
    }
}
