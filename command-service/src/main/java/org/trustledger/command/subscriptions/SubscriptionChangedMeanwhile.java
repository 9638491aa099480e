package org.trustledger.command.subscriptions;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The subscription was changed elsewhere since it was read. */
public final class SubscriptionChangedMeanwhile extends Refusal {
    private static final long serialVersionUID = 1;

    public SubscriptionChangedMeanwhile(long basedOn, long current) {
        super(
                HttpStatus.CONFLICT,
                "subscription-changed-meanwhile",
                "The subscription was changed meanwhile",
                "You read version %d and it is version %d by now. Look at it again; nothing was changed."
                        .formatted(basedOn, current),
                Map.of("basedOn", basedOn, "current", current));
    }
}
