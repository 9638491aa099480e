package org.trustledger.command.content;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.WithheldParts;
import org.trustledger.command.review.FourEyes;
import org.trustledger.events.TrustCenterId;

/** Applies documents: all of one in one commit, or nothing. The one way in which content is recorded. */
@Component
class ContentLoading {
    private final Ledger ledger;
    private final WithheldParts parts;
    private final Discretion discretion;
    private final FourEyes fourEyes;
    private final Progress progress;
    private final Clock clock;

    ContentLoading(
            Ledger ledger,
            WithheldParts parts,
            Discretion discretion,
            FourEyes fourEyes,
            Progress progress,
            Clock clock) {
        this.ledger = ledger;
        this.parts = parts;
        this.discretion = discretion;
        this.fourEyes = fourEyes;
        this.progress = progress;
        this.clock = clock;
    }

    /** @throws org.trustledger.command.review.ApprovalMissing if somebody has to approve it */
    Applied apply(ApplyContent command) {
        var trustCenter = command.trustCenter();
        // Read before the trust center is locked: what is recorded until then is read after.
        var state = stateOf(trustCenter);
        var leftOut = new ArrayList<String>();
        var recorded =
                ledger.record(trustCenter, command.actor(), command.approver(), command.correlationId(), moment -> {
                    if (moment.contentPosition() > state.contentPosition()) {
                        ledger.eachContentFact(trustCenter, state.contentPosition(), state::evolve);
                    }
                    var told = command.decide(
                            state,
                            moment.recordedAt(),
                            discretion,
                            items -> ledger.factsOf(
                                    trustCenter,
                                    items.stream().map(ItemId::toString).toList()));
                    if (!told.isEmpty()) {
                        fourEyes.pass(trustCenter, moment.contentPosition(), command.actor(), command.approver());
                    }
                    command.leftOut(
                                    state.after(told.stream().map(Told::truth).toList(), moment.recordedAt()),
                                    moment.recordedAt())
                            .forEach(item -> leftOut.add(item.toString()));
                    progress.recording(trustCenter, command.correlationId(), told.size());
                    parts.keep(trustCenter, withheld(told, moment.position() + 1));
                    return told.stream().map(Told::fact).toList();
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

    /** What it comes to where there is nothing to record; changes nothing. */
    Applied unchanged(Plan plan, Instant now) {
        var head = ledger.head(plan.trustCenter());
        return new Applied(
                plan.trustCenter(),
                head.map(Head::position).orElse(0L),
                plan.contentPosition(),
                head.map(Head::contentRecordedAt).orElse(now),
                0,
                plan.leftOut().stream().map(Plan.LeftOut::item).toList());
    }

    private static Map<Long, WithheldParts.Part> withheld(List<Told> told, long first) {
        var withheld = new LinkedHashMap<Long, WithheldParts.Part>();
        for (var i = 0; i < told.size(); i++) {
            if (told.get(i).withheld() instanceof WithheldParts.Part part) {
                withheld.put(first + i, part);
            }
        }
        return withheld;
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

    /** Position of the last content fact; 0 if there is none. */
    long contentPosition(TrustCenterId trustCenter) {
        return ledger.head(trustCenter).map(Head::contentPosition).orElse(0L);
    }

    /** What was known of a trust center up to a position. */
    ContentState stateAt(TrustCenterId trustCenter, long position) {
        var state = new ContentState();
        ledger.eachContentFact(trustCenter, 0, fact -> {
            if (fact.position() <= position) {
                state.evolve(fact);
            }
        });
        return state;
    }

    /** All that is known of a trust center; empty if there is none. */
    ContentState stateOf(TrustCenterId trustCenter) {
        var state = new ContentState();
        ledger.eachContentFact(trustCenter, 0, state::evolve);
        return state;
    }
}
