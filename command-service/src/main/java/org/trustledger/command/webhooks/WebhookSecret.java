package org.trustledger.command.webhooks;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/**
 * What an endpoint and the office share, one for each endpoint.
 *
 * @param text as both keep it: {@code whsec_} and the key in Base64
 */
public record WebhookSecret(String text) {
    private static final String PREFIX = "whsec_";
    private static final int FRESH = 32;
    // What Standard Webhooks allows.
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    /** @throws IllegalArgumentException if the text is no secret; says nothing of it */
    public WebhookSecret {
        var length = text.startsWith(PREFIX) ? length(text.substring(PREFIX.length())) : 0;
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException("Not the secret of a webhook");
        }
    }

    private static int length(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException _) {
            // Without the cause, which names characters of it.
            return 0;
        }
    }

    /** One that nobody has. */
    public static WebhookSecret fresh(SecureRandom random) {
        var key = new byte[FRESH];
        random.nextBytes(key);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /** What vouches for a body that is sent at that time. */
    String sign(String id, Instant at, String body) {
        try {
            return new Webhook(text).sign(id, at.getEpochSecond(), body);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException("Every secret signs", e);
        }
    }

    @Override
    public String toString() {
        return "WebhookSecret[withheld]";
    }
}
