package org.trustledger.command.care;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Somebody confirms a version that is not the one which applies. */
public final class AnswerReadsOtherwise extends Refusal {
    private static final long serialVersionUID = 1;

    AnswerReadsOtherwise(String item, long lookedAt, long position) {
        super(
                HttpStatus.PRECONDITION_FAILED,
                "answer-reads-otherwise",
                "The answer was changed meanwhile",
                "You have looked at answer '%s' as position %d states it, and today it reads as position %d does. Compare the two, then confirm the newer. Nothing was recorded."
                        .formatted(item, lookedAt, position),
                Map.of("position", position));
    }
}
