package org.trustledger.command.reception;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of what an endpoint is to be told, as a form shows it.
 *
 * @param error at the topics; null for none
 */
public record WebhookWishForm(
        List<WishForm.Choice> topics, @Nullable String error, boolean reminders) {
    public WebhookWishForm {
        topics = List.copyOf(topics);
    }
}
