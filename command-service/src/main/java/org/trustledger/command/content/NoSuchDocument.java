package org.trustledger.command.content;

import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Whoever asks has not sent such a document, and it is not in review; or it was forgotten. */
public final class NoSuchDocument extends Refusal {
    private static final long serialVersionUID = 1;

    NoSuchDocument(String id, Duration kept) {
        super(
                HttpStatus.NOT_FOUND,
                "no-such-document",
                "There is no such document",
                "You have sent no document '%s' here in the last %d hours, and none of that id is in review. Send it again. Nothing was recorded."
                        .formatted(Problems.shortened(id), kept.toHours()));
    }
}
