package org.trustledger.command.platform;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/** The request brought more than its address takes. */
public final class BodyTooLarge extends Refusal {
    private static final long serialVersionUID = 1;

    BodyTooLarge(DataSize most) {
        super(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "The body is too large",
                "At most %d bytes are taken here.".formatted(most.toBytes()),
                Map.of("limit", most.toBytes()));
    }
}
