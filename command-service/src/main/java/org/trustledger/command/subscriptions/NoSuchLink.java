package org.trustledger.command.subscriptions;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Nobody has this link, or nobody any more. */
public final class NoSuchLink extends Refusal {
    private static final long serialVersionUID = 1;

    public NoSuchLink() {
        super(
                HttpStatus.NOT_FOUND,
                "no-such-link",
                "The link leads nowhere",
                "No subscription has this link: it was ended, or never confirmed. Subscribe again if you want to be told.");
    }
}
