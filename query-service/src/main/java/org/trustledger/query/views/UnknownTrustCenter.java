package org.trustledger.query.views;

import org.springframework.http.HttpStatus;
import org.trustledger.query.platform.Problem;

/** No trust center has this id, as far as the counter knows. */
public final class UnknownTrustCenter extends Problem {
    private static final long serialVersionUID = 1;

    public UnknownTrustCenter(String id) {
        super(
                HttpStatus.NOT_FOUND,
                "unknown-trust-center",
                "There is no such trust center",
                "No trust center is called '%s' here.".formatted(id.length() <= 64 ? id : id.substring(0, 64) + "…"));
    }
}
