package org.trustledger.command.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A call of an endpoint. It is signed each time it is made, for the time is part of what is signed.
 *
 * @param account on which turns are taken, so that whoever has many slow endpoints keeps nobody else waiting
 * @param id the same whenever it is made again, so that whoever gets it twice can tell; letters, digits, {@code _} and
 *     {@code -}
 * @param event a CloudEvent as JSON, of at most {@link #MOST_BYTES}
 * @param secrets that it is signed with: one, or also those before while an endpoint changes it
 */
public record SignedCall(String account, Endpoint endpoint, String id, String event, List<WebhookSecret> secrets) {
    /** What CloudEvents asks everybody to take. Whatever is larger is to be linked to. */
    public static final int MOST_BYTES = 64 * 1024;

    // A full stop would let what is signed be read in two ways.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    public SignedCall {
        secrets = List.copyOf(secrets);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'%s' cannot be the id of a call".formatted(id));
        }
        if (event.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException("Call %s says more than %d bytes".formatted(id, MOST_BYTES));
        }
        if (secrets.isEmpty() || secrets.size() > WebhookKnown.MOST_SECRETS) {
            throw new IllegalArgumentException("Call %s has %d secrets".formatted(id, secrets.size()));
        }
    }

    /** The header {@code webhook-signature} of the call when it is made at that time. */
    String signature(Instant at) {
        return secrets.stream().map(secret -> secret.sign(id, at, event)).collect(Collectors.joining(" "));
    }

    /** Only the id and the host. */
    @Override
    public String toString() {
        return "SignedCall[%s to %s]".formatted(id, endpoint.host());
    }
}
