package org.trustledger.command.packs;

import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** A pack of that date would be empty. */
public final class NothingAppliedThen extends Refusal {
    private static final long serialVersionUID = 1;

    NothingAppliedThen(Instant validAt) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "nothing-applied-then",
                "Nothing applied then",
                "validAt comes to %s, when nothing that is recorded applied. Choose a later date.".formatted(validAt),
                Map.of("parameter", "validAt"));
    }
}
