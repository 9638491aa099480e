package org.trustledger.command.reception;

import org.jspecify.annotations.Nullable;

/**
 * What is shown once: the secret of an endpoint, and its link if that is new.
 *
 * @param link the whole address; null if the reader has it
 * @param manage the same address, seen from the counter
 */
public record WebhookSecretPage(
        ReceptionFrame frame,
        WebhookWords t,
        String lead,
        String secret,
        @Nullable String link,
        String manage) {
    /** Says nothing of it, so that no log has it. */
    @Override
    public String toString() {
        return "WebhookSecretPage[withheld]";
    }
}
