package org.trustledger.command.packs;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The pack is registered, and what is registered stays. */
final class PackIssuedOtherwise extends Refusal {
    private static final long serialVersionUID = 1;

    PackIssuedOtherwise(String pack, String sealedSha256) {
        super(
                HttpStatus.CONFLICT,
                "pack-issued-otherwise",
                "The pack is registered with another digest",
                "Pack %s is registered with the sealed file %s, and that is never changed. Keep that file and drop yours."
                        .formatted(pack, sealedSha256),
                Map.of("sealedSha256", sealedSha256));
    }
}
