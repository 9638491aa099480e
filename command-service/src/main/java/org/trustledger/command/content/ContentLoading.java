package org.trustledger.command.content;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.TakesCommands;
import org.trustledger.events.TrustCenterId;

/** Applies documents: all of one in one commit, or nothing. */
@Component
class ContentLoading implements TakesCommands {
    private final Ledger ledger;
    private final Progress progress;
    private final Clock clock;

    ContentLoading(Ledger ledger, Progress progress, Clock clock) {
        this.ledger = ledger;
        this.progress = progress;
        this.clock = clock;
    }

    @CommandHandler
    Applied on(ApplyContent command) {
        var trustCenter = command.trustCenter();
        // Read before the trust center is locked: what is recorded until then is read after.
        var state = stateOf(trustCenter);
        var leftOut = new ArrayList<String>();
        var recorded = ledger.record(trustCenter, command.actor(), command.correlationId(), moment -> {
            if (moment.contentPosition() > state.contentPosition()) {
                ledger.eachContentFact(trustCenter, state.contentPosition(), state::evolve);
            }
            var facts = command.decide(state, moment.recordedAt());
            command.leftOut(state.after(facts, moment.recordedAt()), moment.recordedAt())
                    .forEach(item -> leftOut.add(item.toString()));
            progress.recording(trustCenter, command.correlationId(), facts.size());
            return facts;
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

    /** What applying would do if it were done now; changes nothing. */
    Plan plan(ApplyContent command) {
        return plan(command, clock.instant());
    }

    /** The same for whoever has to know the moment that it speaks of as now. */
    Plan plan(ApplyContent command, Instant now) {
        return Plan.of(command, stateOf(command.trustCenter()), now.truncatedTo(ChronoUnit.MICROS));
    }

    /** What was said after that position, in order. */
    List<SaidSince> since(TrustCenterId trustCenter, long position) {
        var state = new ContentState();
        ledger.eachContentFact(trustCenter, position, state::evolve);
        return state.since(position).stream().map(SaidSince::of).toList();
    }

    /** All that is known of a trust center; empty if there is none. */
    ContentState stateOf(TrustCenterId trustCenter) {
        var state = new ContentState();
        ledger.eachContentFact(trustCenter, 0, state::evolve);
        return state;
    }
}
