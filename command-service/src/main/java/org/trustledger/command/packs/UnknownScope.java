package org.trustledger.command.packs;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;
import org.trustledger.events.PackScope;

/** A pack cannot be of that. */
public final class UnknownScope extends Refusal {
    private static final long serialVersionUID = 1;

    UnknownScope(String scope) {
        super(
                HttpStatus.BAD_REQUEST,
                "unknown-scope",
                "No such scope",
                "scope is '%s': give %s.".formatted(scope, PackScope.FORMS),
                Map.of("parameter", "scope", "value", scope));
    }
}
