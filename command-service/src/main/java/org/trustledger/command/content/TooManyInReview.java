package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.trustledger.command.platform.Refusal;

/** One person has too much waiting for others. */
public final class TooManyInReview extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyInReview(int waiting, int most, DataSize mostBytes) {
        super(
                HttpStatus.CONFLICT,
                "too-many-in-review",
                "Too much of yours waits for review",
                "%d change sets of yours wait for review, and at most %d can, of %d MB together. Wait until some are decided, or withdraw some. Nothing was recorded."
                        .formatted(waiting, most, mostBytes.toMegabytes()));
    }
}
