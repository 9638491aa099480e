package org.trustledger.command.subscriptions;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Nobody can be told as was asked. */
public final class SubscriptionUnusable extends Refusal {
    private static final long serialVersionUID = 1;

    /** What of it is wrong. */
    public enum Field {
        ADDRESS("The address", "give one e-mail address such as privacy@example.com, at most 254 characters"),
        TOPICS("The topics", "choose one or more of the list"),
        LANGUAGE("The language", "choose one of the list"),
        CADENCE("How often", "choose immediate or daily");

        private final String named;
        private final String toDo;

        Field(String named, String toDo) {
            this.named = named;
            this.toDo = toDo;
        }
    }

    private final Field field;

    // Without the value, for a refusal may be logged and an address must not be.
    public SubscriptionUnusable(Field field) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "subscription-unusable",
                "Nobody can be told so",
                "%s cannot be used: %s. Nothing was changed.".formatted(field.named, field.toDo));
        this.field = field;
    }

    public Field field() {
        return field;
    }
}
