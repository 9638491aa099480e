package org.trustledger.command.packs;

import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;
import org.trustledger.events.PackScope;

/** The tag or agreement that a pack is to be of did not apply then, or never. */
public final class NotAmongContentThen extends Refusal {
    private static final long serialVersionUID = 1;

    NotAmongContentThen(PackScope scope, Instant validAt) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "not-among-content-then",
                "Not among the content then",
                "scope is '%s', and validAt comes to %s, when no such %s applied. Take its id from the trust center's content of that date, or choose another date."
                        .formatted(
                                scope.text(), validAt, scope instanceof PackScope.OneAgreement ? "agreement" : "tag"),
                Map.of("parameter", "scope", "value", scope.text()));
    }
}
