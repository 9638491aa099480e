package org.trustledger.command.staff;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens the office believes.
 *
 * @param issuer the OpenID provider's issuer identifier, exactly as in its tokens; need not answer while the office
 *     starts
 * @param audience what a token's {@code aud} must contain
 * @param rolesClaim claim with a list of {@code <trust-center>:<role>}
 */
@ConfigurationProperties("trust-ledger.identity")
record Identity(
        @Nullable URI issuer,
        @DefaultValue("trust-ledger") String audience,
        @DefaultValue("trust_ledger_roles") String rolesClaim) {

    Identity {
        if (issuer == null || !issuer.isAbsolute()) {
            throw new IllegalArgumentException(
                    "trust-ledger.identity.issuer is '%s': set it to the https address of your OpenID provider, exactly as in the iss claim of its tokens"
                            .formatted(issuer == null ? "" : issuer));
        }
    }

    /** Scheme, host and port of the issuer, as a Content-Security-Policy names them. */
    String origin() {
        var text = issuerText();
        var path = text.indexOf('/', text.indexOf("://") + 3);
        return path < 0 ? text : text.substring(0, path);
    }

    String issuerText() {
        return String.valueOf(issuer);
    }
}
