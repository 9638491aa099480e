package org.trustledger.command.platform;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** What was sent as {@code Idempotency-Key} is none. */
final class KeyUnusable extends Refusal {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 40;

    KeyUnusable(String key) {
        super(
                HttpStatus.BAD_REQUEST,
                "idempotency-key-unusable",
                "The Idempotency-Key cannot be used",
                "The Idempotency-Key has %d characters: send 1 to 255 visible ASCII characters, such as a UUID."
                        .formatted(key.length()),
                Map.of("value", key.length() <= SHOWN ? key : key.substring(0, SHOWN) + "…"));
    }
}
