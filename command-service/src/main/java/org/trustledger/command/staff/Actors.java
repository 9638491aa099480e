package org.trustledger.command.staff;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Turns people into opaque ids. The same secret for ever: with another one the same person becomes somebody else, and
 * nobody could tell which facts were theirs.
 *
 * @param secret at least 32 characters; whoever has it can find out who an actor is
 */
@ConfigurationProperties("trust-ledger.actors")
record Actors(String secret) {
    private static final String MAC = "HmacSHA256";

    Actors {
        if (secret == null || secret.length() < 32) {
            throw new IllegalArgumentException(
                    "trust-ledger.actors.secret is %s: set it to at least 32 random characters and keep it for ever"
                            .formatted(secret == null || secret.isEmpty() ? "not set" : "too short"));
        }
    }

    /** The actor behind a subject of an issuer: {@code actor-} and 16 hex digits. */
    String of(String issuer, String subject) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MAC));
            var digest = mac.doFinal("%s|%s".formatted(issuer, subject).getBytes(StandardCharsets.UTF_8));
            return "actor-" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has %s".formatted(MAC), e);
        }
    }

    @Override
    public String toString() {
        return "Actors[secret withheld]";
    }
}
