package org.trustledger.command.workbench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import org.trustledger.events.AccessFact;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.ContentFact;
import org.trustledger.events.Fact;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.events.ReviewChanged;
import org.trustledger.presentation.Phrase;

/** What the ledger recorded last, and what of it begins to apply within a month. */
@Component
class LedgerLines implements WaitsForMe {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int LAST = 200;
    private static final int COMMITS = 5;
    private static final int COMING = 20;

    private final Statements statements;

    LedgerLines(Statements statements) {
        this.statements = statements;
    }

    @Override
    public List<Waiting> linesFor(Visit visit) {
        var lines = new ArrayList<Waiting>();
        for (var fact : statements.beginning(
                visit.trustCenter(), visit.now(), visit.now().plus(MONTH), COMING)) {
            if (fact.fact() instanceof ContentFact content) {
                lines.add(new Waiting(
                        Waiting.Kind.COMING,
                        text(visit, content),
                        "",
                        visit.href("ledger/%d".formatted(fact.position())),
                        content.statement().validFrom()));
            }
        }
        lines.addAll(news(visit));
        return lines;
    }

    /** One line a commit. */
    private List<Waiting> news(Visit visit) {
        var newest = statements.newest(visit.trustCenter(), LAST);
        var commits = new LinkedHashMap<Long, List<PublicFact>>();
        newest.forEach(fact -> commits.computeIfAbsent(fact.commitPosition(), _ -> new ArrayList<>())
                .add(fact));
        return commits.values().stream()
                .limit(COMMITS)
                // The last one read may have been read in part only.
                .map(facts -> line(visit, facts, newest.size() < LAST || !facts.contains(newest.getLast())))
                .toList();
    }

    private static Waiting line(Visit visit, List<PublicFact> commit, boolean whole) {
        var last = commit.getFirst();
        return new Waiting(
                Waiting.Kind.NEWS,
                text(visit, last.fact()),
                commit.size() == 1 ? "" : visit.say(whole ? Text.HOME_AND_MORE : Text.HOME_AND_MANY, commit.size() - 1),
                visit.href("ledger/%d".formatted(last.position())),
                last.recordedAt());
    }

    private static Phrase text(Visit visit, Fact fact) {
        return switch (fact) {
            case Publication publication -> visit.naming(publication.content());
            case ContentFact content ->
                new Phrase(visit.say(Text.HOME_WITHDRAWN, content.statement().item()), null);
            case AccessFact access -> new Phrase(visit.say(Text.HOME_ACCESS, access.item()), null);
            case AnswerConfirmed _, PackIssued _, ReviewChanged _ ->
                throw new IllegalStateException("%s is no content".formatted(fact));
        };
    }
}
