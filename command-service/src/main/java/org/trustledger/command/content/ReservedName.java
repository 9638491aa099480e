package org.trustledger.command.content;

import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;
import org.trustledger.events.TrustCenterId;

/** A trust center of this name could not be reached: the first segment of its addresses means something else. */
final class ReservedName extends Refusal {
    private static final Set<String> RESERVED = Set.of("actuator", "api", "error", "reception");
    private static final long serialVersionUID = 1;

    private ReservedName(TrustCenterId trustCenter) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "reserved-name",
                "The name is reserved",
                "No trust center can be called '%s', because addresses that begin so are the product's own: choose another id."
                        .formatted(trustCenter),
                Map.of("value", trustCenter));
    }

    /** @throws ReservedName if the id is one of those */
    static void refuse(TrustCenterId trustCenter) {
        if (RESERVED.contains(trustCenter.value())) {
            throw new ReservedName(trustCenter);
        }
    }
}
