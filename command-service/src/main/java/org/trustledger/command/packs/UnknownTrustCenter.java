package org.trustledger.command.packs;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;
import org.trustledger.events.TrustCenterId;

/** Nothing was ever published under this id. */
final class UnknownTrustCenter extends Refusal {
    private static final long serialVersionUID = 1;

    UnknownTrustCenter(TrustCenterId trustCenter) {
        super(
                HttpStatus.NOT_FOUND,
                "unknown-trust-center",
                "No such trust center",
                "Nothing is published under '%s'. Load its content first.".formatted(trustCenter));
    }
}
