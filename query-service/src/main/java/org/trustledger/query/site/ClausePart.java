package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.Clause;
import org.trustledger.presentation.Markdown;
import org.trustledger.presentation.differences.ClauseDifference.Change;
import org.trustledger.presentation.differences.Run;
import org.trustledger.presentation.differences.WordDifference;
import org.trustledger.query.history.ClauseHistory;
import org.trustledger.query.history.ClauseVersion;
import org.trustledger.query.history.ItemHistories;

/** Makes the history of a clause. */
@Component
class ClausePart {
    private static final int HEADINGS_BELOW_THE_CLAUSE = 2;

    private final ItemHistories histories;
    private final Markdown markdown;

    ClausePart(ItemHistories histories, Markdown markdown) {
        this.histories = histories;
        this.markdown = markdown;
    }

    Optional<ClauseHistory> of(Visit visit, String agreement, String clause) {
        return histories.ofClause(
                visit.head().trustCenter(), agreement, clause, visit.point().recordedAt());
    }

    ClausePage show(Visit visit, Frame frame, ClauseHistory history, Link agreement) {
        var reader = visit.reader();
        var now = reading(visit, history);
        var last = now == null ? last(history) : now;
        var text = now == null ? null : reader.said(now.text());
        return new ClausePage(
                frame,
                heading(reader, last),
                text == null ? null : markdown.toSafeXhtml(text.text(), HEADINGS_BELOW_THE_CLAUSE),
                text == null ? null : text.language(),
                versions(visit, history.versions()),
                versions(visit, history.superseded()),
                agreement);
    }

    static Said heading(Reader reader, @Nullable Clause clause) {
        if (clause == null) {
            return new Said("", null);
        }
        var heading = reader.said(clause.heading());
        return new Said("%s %s".formatted(clause.number(), heading.text()).strip(), heading.language());
    }

    /** As it reads at the point in time; null if it is not there then. */
    static @Nullable Clause reading(Visit visit, ClauseHistory history) {
        var validAt = visit.point().validAt();
        return history.versions().stream()
                .filter(version -> !version.from().isAfter(validAt)
                        && (version.until() == null || version.until().isAfter(validAt)))
                .map(ClauseVersion::clause)
                .findFirst()
                .orElse(null);
    }

    static @Nullable Clause last(ClauseHistory history) {
        Clause last = null;
        for (var versions : List.of(history.superseded(), history.versions())) {
            for (var version : versions) {
                last = version.clause() == null ? last : version.clause();
            }
        }
        return last;
    }

    private static List<ClausePage.VersionShown> versions(Visit visit, List<ClauseVersion> versions) {
        var shown = new ArrayList<ClausePage.VersionShown>();
        Clause before = null;
        for (var version : versions) {
            shown.addFirst(show(visit, version, before));
            before = version.clause();
        }
        return List.copyOf(shown);
    }

    private static ClausePage.VersionShown show(Visit visit, ClauseVersion version, @Nullable Clause before) {
        var reader = visit.reader();
        var clause = version.clause();
        var trigger = version.trigger();
        return new ClausePage.VersionShown(
                "version-%d-%d".formatted(version.position(), version.from().getEpochSecond()),
                new Margin(
                        reader.briefDay(version.from()),
                        reader.date(version.from()).toString(),
                        reader.say(Text.MARGIN_REVISION, version.revision()),
                        Long.toString(version.position()),
                        version.corrects() == null
                                ? null
                                : reader.say(Text.MARGIN_CORRECTION, Long.toString(version.corrects())),
                        null,
                        null,
                        null),
                version.changes().isEmpty()
                        ? reader.say(Text.CLAUSE_SUPERSEDED)
                        : RedlinePart.words(reader, version.changes()),
                version.until() == null
                        ? reader.say(Text.HISTORY_STANDS, reader.day(version.from()))
                        : reader.say(Text.HISTORY_STOOD, reader.day(version.from()), reader.day(version.until())),
                new AgreementShown.Why(
                        trigger == null ? "" : AgreementsPart.trigger(reader, trigger),
                        reader.said(version.reason()),
                        AgreementsPart.legalSource(reader, version.legalSource())),
                heading(reader, clause == null ? before : clause).text(),
                text(reader, version, before),
                clause == null ? null : reader.said(clause.text()).language());
    }

    private static List<Run> text(Reader reader, ClauseVersion version, @Nullable Clause before) {
        var clause = version.clause();
        if (clause == null) {
            return List.of();
        }
        var now = reader.said(clause.text()).text();
        return before == null || !version.changes().contains(Change.REWORDED)
                ? List.of(new Run(Run.Change.EQUAL, now))
                : WordDifference.between(reader.said(before.text()).text(), now);
    }
}
