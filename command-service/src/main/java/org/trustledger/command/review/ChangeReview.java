package org.trustledger.command.review;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.trustledger.command.platform.Answered;
import org.trustledger.command.staff.Role;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.ReviewChanged;
import org.trustledger.events.TrustCenterId;

/**
 * Command: from now on a change to content needs approval, or does not.
 *
 * @param basedOn position of the rule that is decided anew; 0 for the one from the beginning
 * @param actor opaque id of who decides so
 */
public record ChangeReview(
        TrustCenterId trustCenter,
        boolean required,
        LocalizedText reason,
        long basedOn,
        String actor,
        String correlationId)
        implements Answered<FourEyes.Rule> {
    /** Whoever may decide. */
    public static final Set<Role> MAY_DECIDE = Collections.unmodifiableSet(EnumSet.of(Role.ADMINISTRATOR));

    @Override
    public Class<FourEyes.Rule> answer() {
        return FourEyes.Rule.class;
    }

    /** None if it is so already. */
    List<ReviewChanged> decide(FourEyes.Rule now) {
        return now.required() == required ? List.of() : List.of(new ReviewChanged(required, reason));
    }
}
