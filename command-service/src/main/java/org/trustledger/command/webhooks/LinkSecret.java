package org.trustledger.command.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.trustledger.command.platform.Sha256;

/** What the link that manages an endpoint ends in. Whoever has it manages the endpoint. */
public record LinkSecret(String text) {
    private static final int BYTES = 32;

    static LinkSecret fresh(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new LinkSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** By which it is recognised. Nobody guesses one of 2^256, so a digest without a secret hides it. */
    String mark() {
        return HexFormat.of().formatHex(Sha256.fresh().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "LinkSecret[withheld]";
    }
}
