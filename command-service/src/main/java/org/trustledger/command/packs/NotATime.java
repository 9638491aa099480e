package org.trustledger.command.packs;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** A moment that cannot be read as one. */
public final class NotATime extends Refusal {
    private static final long serialVersionUID = 1;

    NotATime(String parameter, String value, String wanted) {
        super(
                HttpStatus.BAD_REQUEST,
                "not-a-time",
                "Not a date",
                "%s is '%s': give %s.".formatted(parameter, value, wanted),
                Map.of("parameter", parameter, "value", value));
    }
}
