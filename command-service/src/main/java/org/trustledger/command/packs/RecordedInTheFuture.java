package org.trustledger.command.packs;

import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Nobody knows yet what will have been recorded then. */
public final class RecordedInTheFuture extends Refusal {
    private static final long serialVersionUID = 1;

    RecordedInTheFuture(Instant recordedAt, Instant now) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "recorded-in-the-future",
                "That moment is still to come",
                "recordedAt comes to %s, and it is %s now: what will be recorded until then is not known. Leave it out for all that is known."
                        .formatted(recordedAt, now),
                Map.of("parameter", "recordedAt"));
    }
}
