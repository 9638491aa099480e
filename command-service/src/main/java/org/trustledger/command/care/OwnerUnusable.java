package org.trustledger.command.care;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** An owner cannot be kept as it was typed. */
public final class OwnerUnusable extends Refusal {
    private static final long serialVersionUID = 1;

    /** What of it is wrong. */
    public enum Field {
        NAME("The name", "give one of 1 to 80 characters"),
        MAIL("The address", "give one e-mail address such as security@example.com, at most 254 characters"),
        LANGUAGE("The language", "choose one of the list");

        private final String named;
        private final String toDo;

        Field(String named, String toDo) {
            this.named = named;
            this.toDo = toDo;
        }
    }

    private final Field field;

    // Without the value, for a refusal may be logged and an address must not be.
    OwnerUnusable(Field field) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "owner-unusable",
                "The owner cannot be kept so",
                "%s cannot be used: %s. Nothing was changed.".formatted(field.named, field.toDo));
        this.field = field;
    }

    public Field field() {
        return field;
    }
}
