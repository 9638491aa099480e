package org.trustledger.command.content;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** What was named for removal cannot be removed. */
final class NotRemovable extends Refusal {
    private static final long serialVersionUID = 1;

    private NotRemovable(String name, String why) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "not-removable",
                "This cannot be removed",
                "remove '%s': %s Nothing was recorded.".formatted(Problems.shortened(name), why),
                Map.of("value", Problems.shortened(name)));
    }

    static NotRemovable namesNothing(String name) {
        return new NotRemovable(
                name, "That names no item. Write its kind and its id, such as answers/data-location, or left-out.");
    }

    static NotRemovable inTheDocument(ItemId item) {
        return new NotRemovable(item.toString(), "The document states it: take it out of there first.");
    }

    static NotRemovable neverKnown(ItemId item) {
        return new NotRemovable(item.toString(), "The trust center never had it.");
    }
}
