package org.trustledger.command.platform;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** Another request came under this {@code Idempotency-Key} before. */
final class KeyUsedOtherwise extends Refusal {
    private static final long serialVersionUID = 1;

    KeyUsedOtherwise(String key) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-used",
                "The Idempotency-Key was used for another request",
                "The Idempotency-Key '%s' came with another request before, which was carried out. Send this one under a key of its own. Nothing was recorded."
                        .formatted(key),
                Map.of("value", key));
    }
}
