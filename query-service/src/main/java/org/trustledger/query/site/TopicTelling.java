package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Content;
import org.trustledger.presentation.differences.ClauseDifference;
import org.trustledger.presentation.differences.ContentDifference;
import org.trustledger.query.feeds.TopicEntry;
import org.trustledger.query.history.ChangedPlan;
import org.trustledger.query.history.Changes;
import org.trustledger.query.history.Version;
import org.trustledger.query.statements.Kind;

/**
 * Tells in a reader's words what a commit changed: each change with since when and why, and the first ones word by
 * word, shortened. What it says of a commit depends on nothing that is told beside it.
 */
final class TopicTelling {
    /** How many changes of a commit are told word by word. */
    private static final int IN_DETAIL = 5;

    private static final int LETTERS_OF_A_COMMIT = 8_000;
    private static final int LETTERS_OF_A_FIELD = 600;
    private static final int LETTERS_OF_A_NAME = 300;
    private static final int LETTERS_OF_A_REASON = 500;
    private static final int CLAUSES = 20;

    private final Visit visit;
    private final String base;
    private final FieldChanges changes;

    /** @param base the site's own address, without a slash at its end */
    TopicTelling(Visit visit, String base) {
        this.visit = visit;
        this.base = base;
        this.changes = FieldChanges.of(visit);
    }

    /** What it reads, or what reads differently. */
    private record Details(
            @Nullable String compared,
            List<HistoryShown.ChangeShown> fields,
            @Nullable String elsewhere,
            boolean shortened) {
        static final Details NONE = new Details(null, List.of(), null, false);

        int letters() {
            return fields.stream()
                    .mapToInt(field -> Brief.letters(field.runs()))
                    .sum();
        }
    }

    FeedTold of(TopicEntry entry) {
        var told = new ArrayList<FeedTold.ChangeTold>();
        var left = LETTERS_OF_A_COMMIT;
        for (var change : entry.news()) {
            var isDetailed = told.size() < IN_DETAIL && left > 0;
            var details = isDetailed ? details(change, left) : Details.NONE;
            left -= details.letters();
            told.add(told(change, details, !isDetailed || details.shortened()));
        }
        var more = entry.totalNews() - told.size();
        return new FeedTold(
                visit.reader().texts(),
                told,
                more == 0
                        ? null
                        : new Link(
                                visit.reader().say(Text.CHANGES_MORE, more),
                                base + visit.commit(entry.position()).href()));
    }

    private FeedTold.ChangeTold told(TopicEntry.Told told, Details details, boolean isShortened) {
        var reader = visit.reader();
        var change = told.change();
        var version = change.version();
        var href = base + ChangesPart.href(visit, change);
        var what = reader.say(ChangesPart.what(change));
        var otherDay = otherDay(reader, change);
        return new FeedTold.ChangeTold(
                reader.texts().kind(change.kind()),
                otherDay == null ? what : "%s · %s".formatted(what, otherDay),
                Brief.said(name(reader, change), LETTERS_OF_A_NAME),
                href,
                applies(reader, change),
                corrects(change),
                why(reader, version),
                isOnRequest(change.named()) ? reader.say(Text.ANSWER_ON_REQUEST) : null,
                details.compared(),
                details.fields(),
                details.elsewhere(),
                change.kind() == Kind.AGREEMENT && told.before() != null && !version.removed()
                        ? new Link(reader.say(Text.DIFFERENCES_REDLINE), href)
                        : null,
                isShortened ? new Link(reader.say(Text.FEED_ALL), href) : null);
    }

    /** What an item is called, or was before it was no more. */
    static Said name(Reader reader, Changes.Change change) {
        var named = change.named();
        return named == null ? new Said(change.item(), null) : reader.name(named);
    }

    /**
     * Since when it applies, and that it was announced if that was still to come; null if that is when it was recorded.
     * Of what was announced before, from which day it was moved.
     */
    static @Nullable String otherDay(Reader reader, Changes.Change change) {
        var version = change.version();
        var plan = ChangesPart.ownPlan(change);
        if (plan != null) {
            return ChangesPart.days(reader, plan);
        }
        return version.validFrom().isAfter(version.recordedAt())
                ? reader.say(Text.FEED_ANNOUNCED, reader.day(version.validFrom()))
                : ChangesPart.applies(reader, version.validFrom(), version.recordedAt());
    }

    private static String applies(Reader reader, Changes.Change change) {
        var plan = change.plan();
        if (plan == null) {
            return applies(reader, change.version());
        }
        return plan.besides()
                ? "%s %s".formatted(applies(reader, change.version()), planned(reader, plan))
                : planned(reader, plan);
    }

    private static String applies(Reader reader, Version version) {
        var from = reader.day(version.validFrom());
        if (version.removed()) {
            return reader.say(Text.HISTORY_GONE, from);
        }
        return version.validTo() == null
                ? reader.say(Text.HISTORY_STANDS, from)
                : reader.say(Text.HISTORY_STOOD, from, reader.day(version.validTo()));
    }

    /** What became of what had been announced, in a sentence. */
    private static String planned(Reader reader, ChangedPlan plan) {
        var formerly = reader.day(plan.formerly());
        if (plan.from() == null) {
            return reader.say(plan.ends() ? Text.FEED_WITHDRAWN_END : Text.FEED_WITHDRAWN, formerly);
        }
        var isLater = plan.became() == ChangedPlan.Became.POSTPONED;
        return reader.say(
                plan.ends()
                        ? isLater ? Text.FEED_POSTPONED_END : Text.FEED_FORWARD_END
                        : isLater ? Text.FEED_POSTPONED : Text.FEED_FORWARD,
                reader.day(plan.from()),
                formerly);
    }

    private @Nullable Link corrects(Changes.Change change) {
        var wrong = change.version().corrects();
        return wrong == null
                ? null
                : new Link(
                        visit.reader().say(Text.HISTORY_CORRECTS, Long.toString(wrong)),
                        base
                                + (change.kind() == Kind.AGREEMENT
                                        ? visit.redline(change.item())
                                                .with(Choice.FROM, Long.toString(wrong))
                                                .with(
                                                        Choice.TO,
                                                        Long.toString(
                                                                change.version().position()))
                                                .href()
                                        : visit.history(change.kind(), change.item())
                                                .href("version-" + wrong)));
    }

    private static AgreementShown.Why why(Reader reader, Version version) {
        var why = version.content() instanceof AgreementRevision revision
                ? AgreementsPart.why(reader, revision, version.reason())
                : new AgreementShown.Why("", reader.said(version.reason()), null);
        var source = why.legalSource();
        return new AgreementShown.Why(
                why.trigger(),
                Brief.said(why.reason(), LETTERS_OF_A_REASON),
                source == null ? null : Brief.said(source, LETTERS_OF_A_REASON));
    }

    private static boolean isOnRequest(@Nullable Content content) {
        return content instanceof Answer answer && answer.isOnRequest();
    }

    private Details details(TopicEntry.Told told, int left) {
        var reader = visit.reader();
        var fresh = told.change().version().content();
        var before = told.before();
        if (fresh == null) {
            return ended(told.change(), left);
        }
        // What is told on request shows its title, and nothing of what it reads or read.
        if (isOnRequest(fresh)) {
            return Details.NONE;
        }
        var compared = before == null ? null : reader.say(Text.HISTORY_COMPARED, before.revision());
        if (fresh instanceof AgreementRevision revision) {
            return before != null && before.content() instanceof AgreementRevision old
                    ? brief(compared, clauses(old, revision), null, left)
                    : new Details(
                            reader.say(Text.COUNT_CLAUSES, revision.clauses().size()), List.of(), null, true);
        }
        var kind = told.change().kind();
        if (before == null) {
            return brief(null, changes.all(kind, fresh), null, left);
        }
        var difference = changes.between(kind, before.content(), fresh);
        return brief(compared, difference.changes(), difference.elsewhere(), left);
    }

    /** What it read last, or would have read. */
    private Details ended(Changes.Change change, int left) {
        var last = change.named();
        return last == null || change.kind() == Kind.AGREEMENT || isOnRequest(last)
                ? Details.NONE
                : brief(visit.reader().say(was(change)), changes.all(change.kind(), last), null, left);
    }

    private static Text was(Changes.Change change) {
        var plan = ChangesPart.ownPlan(change);
        if (plan == null || plan.ends()) {
            return Text.FEED_WAS;
        }
        return plan.from() == null ? Text.FEED_WAS_PLANNED : Text.FEED_IS_PLANNED;
    }

    private static Details brief(
            @Nullable String compared, List<HistoryShown.ChangeShown> fields, @Nullable String elsewhere, int most) {
        var brief = new ArrayList<HistoryShown.ChangeShown>();
        var shortened = false;
        var left = most;
        for (var field : fields) {
            if (left <= 0) {
                return new Details(compared, brief, elsewhere, true);
            }
            var runs = Brief.runs(field.runs(), Math.min(LETTERS_OF_A_FIELD, left));
            shortened |= !runs.equals(field.runs());
            left -= Brief.letters(runs);
            brief.add(new HistoryShown.ChangeShown(field.label(), field.language(), runs));
        }
        return new Details(compared, brief, elsewhere, shortened);
    }

    private List<HistoryShown.ChangeShown> clauses(AgreementRevision old, AgreementRevision fresh) {
        var language = RedlinePart.language(visit.reader(), fresh);
        return ContentDifference.between(old, fresh).clauses().stream()
                .filter(clause -> !clause.changes().isEmpty())
                .limit(CLAUSES)
                .map(clause -> clause(clause, old, fresh, language))
                .toList();
    }

    private HistoryShown.ChangeShown clause(
            ClauseDifference difference, AgreementRevision old, AgreementRevision fresh, String language) {
        var reader = visit.reader();
        var now = RedlinePart.in(fresh, difference.clause());
        var clause = now == null ? RedlinePart.in(old, difference.clause()) : now;
        return new HistoryShown.ChangeShown(
                "%s %s · %s"
                        .formatted(
                                clause == null ? "" : clause.number(),
                                clause == null
                                        ? difference.clause()
                                        : Brief.text(
                                                reader.said(clause.heading()).text(), LETTERS_OF_A_NAME),
                                RedlinePart.words(reader, difference.changes())),
                language.equals(reader.language()) ? null : language,
                RedlinePart.runs(difference, "text", language).orElse(List.of()));
    }
}
