package org.trustledger.command.packs;

import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The trust center is younger than that. */
public final class NothingRecordedThen extends Refusal {
    private static final long serialVersionUID = 1;

    NothingRecordedThen(Instant recordedAt) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "nothing-recorded-then",
                "Nothing was recorded by then",
                "recordedAt comes to %s, before anything was recorded here. Choose a later date.".formatted(recordedAt),
                Map.of("parameter", "recordedAt"));
    }
}
