package org.trustledger.query;

import static org.trustledger.query.Facts.both;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.trustledger.events.Access;
import org.trustledger.events.AccessFact;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.ContentFact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PublicFact;

/** Tells of answers what readers may know, as the office does; knows what is true all the while. */
public final class Restricting {
    private static final LocalizedText UNTOLD = both("Not told", "Återges inte");

    private final Facts facts;
    private final Map<String, Access> access = new HashMap<>();
    private final Map<String, TreeMap<Long, ContentFact>> truths = new HashMap<>();
    private final Map<ContentFact, ContentFact> waiting = new HashMap<>();
    private int digests;

    public Restricting(Facts facts) {
        this.facts = facts;
    }

    /** The draft as readers may know it, if it is about an answer. */
    public Facts.Draft telling(Facts.Draft draft) {
        return recordedAt -> {
            var truth = draft.apply(recordedAt);
            if (truth instanceof AnswerPublished || truth instanceof AnswerRetired) {
                var told = told((ContentFact) truth);
                waiting.put(told, (ContentFact) truth);
                return told;
            }
            return truth;
        };
    }

    /** Has what was recorded told again when it may be read otherwise. */
    public List<PublicFact> recorded(List<PublicFact> commit) {
        for (var fact : commit) {
            if (fact.fact() instanceof ContentFact told && waiting.remove(told) instanceof ContentFact truth) {
                truths.computeIfAbsent(truth.statement().item(), _ -> new TreeMap<>())
                        .put(fact.position(), truth);
            }
        }
        return commit;
    }

    /** Who may read an answer from now on; a commit of its own. */
    public Facts.Draft[] changing(String item, Access to) {
        var before = access.getOrDefault(item, Access.PUBLIC);
        access.put(item, to);
        var known = truths.getOrDefault(item, new TreeMap<>());
        var tags = new TreeSet<String>();
        if (before != Access.INTERNAL) {
            known.values().forEach(truth -> {
                if (truth instanceof AnswerPublished(var _, var answer)) {
                    tags.addAll(answer.tags());
                }
            });
        }
        var drafts = new ArrayList<Facts.Draft>();
        drafts.add(_ -> new AnswerAccessChanged(item, to, List.copyOf(tags), UNTOLD, null));
        if (to != Access.INTERNAL) {
            known.forEach((position, truth) -> drafts.add(_ -> opened(position, truth, to)));
        }
        return drafts.toArray(Facts.Draft[]::new);
    }

    public Access access(String item) {
        return access.getOrDefault(item, Access.PUBLIC);
    }

    /** Position of the last fact about access. */
    public long accessPosition() {
        return facts.all().reversed().stream()
                .filter(fact -> fact.fact() instanceof AccessFact)
                .map(PublicFact::position)
                .findFirst()
                .orElse(0L);
    }

    private ContentFact told(ContentFact truth) {
        var statement = truth.statement();
        return switch (access(statement.item())) {
            case PUBLIC -> truth;
            case INTERNAL -> new AnswerWithheld(statement.because(UNTOLD), digest());
            case ON_REQUEST ->
                truth instanceof AnswerPublished(var _, var answer)
                        ? new AnswerPublished(statement.because(UNTOLD), title(answer))
                        : new AnswerRetired(statement.because(UNTOLD));
        };
    }

    private AnswerVersionOpened opened(long position, ContentFact truth, Access to) {
        var statement = truth.statement();
        var reason = to == Access.PUBLIC ? statement.reason() : UNTOLD;
        return truth instanceof AnswerPublished(var _, var answer)
                ? new AnswerVersionOpened(
                        statement.item(), position, reason, to == Access.PUBLIC ? answer : title(answer))
                : new AnswerVersionOpened(statement.item(), position, reason, null);
    }

    private Answer title(Answer answer) {
        return answer.text() == null ? answer : answer.onRequest(digest());
    }

    private String digest() {
        return "%064x".formatted(++digests);
    }
}
