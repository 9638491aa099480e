package org.trustledger.command.review;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.TakesCommands;
import org.trustledger.command.staff.Role;
import org.trustledger.events.FactType;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.ReviewChanged;
import org.trustledger.events.TrustCenterId;

/** Lets a change to content pass only with the approval it needs, however it came. */
@Component
public class FourEyes implements TakesCommands {
    /** Whoever may know whether changes need approval. */
    public static final Set<Role> MAY_SEE = Collections.unmodifiableSet(
            EnumSet.of(Role.ADMINISTRATOR, Role.EDITOR, Role.APPROVER, Role.AUDITOR, Role.AUTOMATION));

    private static final String ITEM = "%s/%s".formatted(FactType.REVIEW_CHANGED.kind(), ReviewChanged.ITEM);

    private final Ledger ledger;

    public FourEyes(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The rule as it is now.
     *
     * @param reason why; null if it was never changed
     * @param position of the fact that says so; 0 if it was never changed
     * @param since when that was recorded; null if it was never changed
     */
    public record Rule(
            boolean required,
            @Nullable LocalizedText reason,
            long position,
            @Nullable Instant since) {
        private static final Rule FROM_THE_BEGINNING = new Rule(true, null, 0, null);
    }

    /** What holds in a trust center. Whoever never decided has decided for four eyes. */
    public Rule rule(TrustCenterId trustCenter) {
        return ledger.factsOf(trustCenter, List.of(ITEM)).stream()
                .reduce((_, newest) -> newest)
                .map(newest -> {
                    var changed = (ReviewChanged) newest.fact();
                    return new Rule(changed.required(), changed.reason(), newest.position(), newest.recordedAt());
                })
                .orElse(Rule.FROM_THE_BEGINNING);
    }

    /**
     * Whether a change of today would need approval. An empty trust center is loaded without.
     *
     * @param contentPosition of the trust center; 0 if it is empty
     */
    public boolean isNeeded(TrustCenterId trustCenter, long contentPosition) {
        return contentPosition > 0 && rule(trustCenter).required();
    }

    /**
     * Lets a change pass, or does not. Decides for good only while the trust center is locked.
     *
     * @param approver null if nobody has approved it
     * @throws OwnWork if the author has approved it
     * @throws ApprovalMissing if somebody has to approve it
     */
    public void pass(TrustCenterId trustCenter, long contentPosition, String author, @Nullable String approver) {
        if (approver != null) {
            requireOther(trustCenter, author, approver);
        } else if (isNeeded(trustCenter, contentPosition)) {
            throw new ApprovalMissing(trustCenter);
        }
    }

    /** @throws OwnWork if the author would decide */
    public void requireOther(TrustCenterId trustCenter, String author, String reviewer) {
        if (author.equals(reviewer)) {
            throw new OwnWork(author, trustCenter);
        }
    }

    @CommandHandler
    Rule on(ChangeReview command) {
        ledger.record(command.trustCenter(), command.actor(), command.correlationId(), moment -> {
            if (moment.contentPosition() == 0) {
                throw new NothingToReview(command.trustCenter());
            }
            var rule = rule(command.trustCenter());
            if (rule.position() != command.basedOn()) {
                throw new RuleChangedMeanwhile(command.basedOn(), rule);
            }
            return command.decide(rule);
        });
        return rule(command.trustCenter());
    }
}
