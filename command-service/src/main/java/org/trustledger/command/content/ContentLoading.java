package org.trustledger.command.content;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.TakesCommands;
import org.trustledger.events.ContentFact;
import org.trustledger.events.TrustCenterId;

/** Applies documents: all of one in one commit, or nothing. */
@Component
class ContentLoading implements TakesCommands {
    private final Ledger ledger;

    ContentLoading(Ledger ledger) {
        this.ledger = ledger;
    }

    @CommandHandler
    Applied on(ApplyContent command) {
        var trustCenter = command.trustCenter();
        var leftOut = new ArrayList<String>();
        var recorded = ledger.record(trustCenter, command.actor(), command.correlationId(), moment -> {
            var state = moment.contentPosition() == 0 ? ContentState.of(List.of()) : stateOf(trustCenter);
            command.leftOut(state).forEach(item -> leftOut.add(item.toString()));
            return command.decide(state, moment.recordedAt());
        });
        var contentRecordedAt = recorded.facts() > 0
                ? recorded.recordedAt()
                : ledger.head(trustCenter).map(Head::contentRecordedAt).orElse(recorded.recordedAt());
        return new Applied(
                trustCenter,
                recorded.position(),
                recorded.contentPosition(),
                contentRecordedAt,
                recorded.facts(),
                leftOut);
    }

    private ContentState stateOf(TrustCenterId trustCenter) {
        var state = new ContentState();
        ledger.contentFacts(trustCenter).forEach(published -> {
            if (published.fact() instanceof ContentFact fact) {
                state.evolve(fact);
            }
        });
        return state;
    }
}
