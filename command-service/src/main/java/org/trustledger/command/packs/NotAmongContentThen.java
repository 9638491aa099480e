package org.trustledger.command.packs;

import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;
import org.trustledger.events.PackScope;

/** What a pack is to be of did not apply then, or never; or nothing can have changed since. */
public final class NotAmongContentThen extends Refusal {
    private static final long serialVersionUID = 1;

    NotAmongContentThen(PackScope scope, Instant validAt) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "not-among-content-then",
                "Not among the content then",
                detail(scope, validAt),
                Map.of("parameter", "scope", "value", scope.text()));
    }

    private static String detail(PackScope scope, Instant validAt) {
        return scope instanceof PackScope.Differences
                ? "scope is '%s', and validAt comes to %s, which is not later. Give an earlier instant to compare with, or a later date."
                        .formatted(scope.text(), validAt)
                : "scope is '%s', and validAt comes to %s, when no such %s applied. Take its id from the trust center's content of that date, or choose another date."
                        .formatted(
                                scope.text(), validAt, scope instanceof PackScope.OneAgreement ? "agreement" : "tag");
    }
}
