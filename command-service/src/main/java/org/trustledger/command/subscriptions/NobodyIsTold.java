package org.trustledger.command.subscriptions;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** This installation has nowhere to keep subscribers, or nothing to write to them with. */
public final class NobodyIsTold extends Refusal {
    private static final long serialVersionUID = 1;

    NobodyIsTold() {
        super(
                HttpStatus.NOT_FOUND,
                "nobody-is-told",
                "There are no subscriptions here",
                "This trust center sends no notices. Its pages and feeds say what changes.");
    }
}
