package org.trustledger.command.webhooks;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** An endpoint is not told all of that again at once. */
public final class TooMuchToReplay extends Refusal {
    private static final long serialVersionUID = 1;

    TooMuchToReplay(int asked, int most) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "too-much-to-replay",
                "That is too much to be told again at once",
                "After that position the endpoint was told %d times, and at most %d are told again at once: give a later position."
                        .formatted(asked, most),
                Map.of("asked", asked, "most", most));
    }
}
