package org.trustledger.command.workbench.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.ledger.FactPage.ClauseShown;
import org.trustledger.command.workbench.ledger.FactPage.FieldShown;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Clause;
import org.trustledger.events.ClauseReason;
import org.trustledger.events.Content;
import org.trustledger.events.Publication;
import org.trustledger.presentation.differences.ClauseDifference;
import org.trustledger.presentation.differences.ContentDifference;
import org.trustledger.presentation.differences.ContentDifference.FieldDifference;
import org.trustledger.presentation.differences.Run;

/** What a fact changed, as far as a page can show it. Good for one page. */
final class Comparison {
    private static final int ROOM = 40_000;
    private static final int LONG = 700;
    private static final int AROUND = 240;
    private static final String LEFT_OUT = " […] ";

    private final Onlooker onlooker;
    private final FactInFull found;
    private final @Nullable Content before;
    private final @Nullable Content after;
    private int room = ROOM;
    private boolean cut;

    Comparison(Onlooker onlooker, FactInFull found) {
        this.onlooker = onlooker;
        this.found = found;
        before = found.before() != null && found.before().fact() instanceof Publication old ? old.content() : null;
        after = found.fact().fact() instanceof Publication fresh ? fresh.content() : null;
    }

    FactPage.Change show() {
        var difference = ContentDifference.between(before, after);
        var fields = fields(difference.fields());
        var clauses = difference.clauses().stream()
                .filter(clause -> !clause.changes().isEmpty())
                .map(this::clause)
                .toList();
        var unchanged = difference.clauses().size() - clauses.size();
        return new FactPage.Change(
                compared(difference),
                found.before() == null ? null : onlooker.href(found.before().position()),
                fields,
                clauses,
                unchanged == 0 ? null : onlooker.say(FactText.CLAUSE_UNCHANGED, unchanged),
                cut);
    }

    private String compared(ContentDifference difference) {
        if (found.before() == null) {
            return onlooker.say(FactText.FACT_FIRST);
        }
        var position = Long.toString(found.before().position());
        if (after == null) {
            return onlooker.say(FactText.FACT_GONE);
        }
        if (before == null) {
            return onlooker.say(FactText.FACT_COMPARED_REMOVED, position);
        }
        return difference.identical()
                ? onlooker.say(FactText.FACT_SAME)
                : onlooker.say(FactText.FACT_COMPARED, position);
    }

    /** Whether there are two versions to hold against each other. */
    private boolean isRedline() {
        return before != null && after != null;
    }

    private ClauseShown clause(ClauseDifference difference) {
        var number = difference.numberAfter();
        var former = difference.numberBefore();
        var reason = reason(difference.clause());
        return new ClauseShown(
                number == null || former == null || number.equals(former)
                        ? onlooker.say(FactText.CLAUSE_NUMBER, String.valueOf(number == null ? former : number))
                        : onlooker.say(FactText.CLAUSE_NUMBERS, number, former),
                isRedline() ? became(difference) : "",
                difference.fields().isEmpty() ? List.of(heading(difference)) : fields(difference.fields()),
                reason.map(own -> onlooker.phrase(own.reason())).orElse(null),
                reason.map(own -> onlooker.trigger(own.trigger())).orElse(""));
    }

    private Optional<ClauseReason> reason(String clause) {
        return after instanceof AgreementRevision revision
                ? revision.reasons().stream()
                        .filter(own -> own.clause().equals(clause))
                        .findFirst()
                : Optional.empty();
    }

    // A clause that only has another number or place is known by its heading.
    private FieldShown heading(ClauseDifference difference) {
        var heading = clauses(after).stream()
                .filter(clause -> clause.id().equals(difference.clause()))
                .findFirst()
                .map(clause -> onlooker.phrase(clause.heading()));
        return new FieldShown(
                onlooker.say(FactText.CLAUSE_HEADING),
                null,
                heading.map(phrase -> phrase.language()).orElse(null),
                heading.map(phrase -> List.of(new Run(Run.Change.EQUAL, phrase.text())))
                        .orElse(List.of()));
    }

    private static List<Clause> clauses(@Nullable Content content) {
        return content instanceof AgreementRevision agreement ? agreement.clauses() : List.of();
    }

    private String became(ClauseDifference difference) {
        return onlooker.words()
                .list(difference.changes().stream()
                        .map(change -> onlooker.say(FactText.valueOf("CLAUSE_" + change.name())))
                        .toList());
    }

    private List<FieldShown> fields(List<FieldDifference> differences) {
        var fields = new ArrayList<FieldShown>();
        for (var difference : differences) {
            if (room <= 0) {
                cut = true;
                return fields;
            }
            var language = difference.language();
            fields.add(new FieldShown(
                    label(difference.field()),
                    language == null ? null : onlooker.wording().languageName(language),
                    language,
                    shown(difference.runs())));
        }
        return fields;
    }

    private String label(String field) {
        return field.equals("heading")
                ? onlooker.say(FactText.CLAUSE_HEADING)
                : onlooker.words().field(field);
    }

    private List<Run> shown(List<Run> runs) {
        var shown = new ArrayList<Run>();
        for (var index = 0; index < runs.size(); index++) {
            var run = runs.get(index);
            var text = isRedline() && run.change() == Run.Change.EQUAL
                    ? near(run.text(), index > 0, index < runs.size() - 1)
                    : run.text();
            if (text.length() > room) {
                cut = true;
                text = text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, Math.max(0, room)))) + "…";
                room = 0;
                shown.add(new Run(isRedline() ? run.change() : Run.Change.EQUAL, text));
                return shown;
            }
            room -= text.length();
            shown.add(new Run(isRedline() ? run.change() : Run.Change.EQUAL, text));
        }
        return shown;
    }

    /** What stays the same far from any change only keeps readers from finding it. */
    private static String near(String text, boolean follows, boolean precedes) {
        if (text.length() <= LONG) {
            return text;
        }
        var head = follows ? text.substring(0, boundary(text, AROUND)) : "";
        var tail = precedes ? text.substring(boundary(text, text.length() - AROUND)) : "";
        return head + LEFT_OUT + tail;
    }

    private static int boundary(String text, int near) {
        var space = text.indexOf(' ', near);
        var at = space >= 0 && space < near + 60 ? space : near;
        return Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
    }
}
