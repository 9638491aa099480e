package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The trust center has no such pillar, category or tag. */
final class NoSuchPart extends Refusal {
    private static final long serialVersionUID = 1;

    NoSuchPart(String named) {
        super(
                HttpStatus.NOT_FOUND,
                "no-such-item",
                "There is no such item",
                "This trust center has no '%s'. Choose one of the outline.".formatted(Problems.shortened(named)));
    }
}
