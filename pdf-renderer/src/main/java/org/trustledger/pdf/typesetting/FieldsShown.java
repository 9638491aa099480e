package org.trustledger.pdf.typesetting;

import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Clause;
import org.trustledger.events.Content;
import org.trustledger.events.Evidence;
import org.trustledger.pdf.typesetting.DifferingShown.Change;
import org.trustledger.pdf.views.Differing;
import org.trustledger.presentation.differences.ClauseDifference;
import org.trustledger.presentation.differences.ContentDifference;
import org.trustledger.presentation.differences.ContentDifference.FieldDifference;
import org.trustledger.presentation.differences.Fields;
import org.trustledger.presentation.differences.ListDifference;
import org.trustledger.presentation.differences.Run;

/** Says field by field what differs, in the language of the pack. What is a code in the content goes by its name. */
final class FieldsShown {
    private static final Set<String> CODES = Set.of(
            "category",
            "tags",
            "kind",
            "parent",
            "country",
            "storageCountries",
            "processingCountries",
            "languages",
            "agreementInPlace",
            "trigger",
            "defaultNoticePeriod",
            "evidence");

    private final Edition edition;

    FieldsShown(Edition edition) {
        this.edition = edition;
    }

    DifferingShown of(Differing one) {
        var named = one.named();
        var elsewhere = new TreeSet<String>();
        var changes = one.after() == null ? List.<Change>of() : changes(one, elsewhere);
        return new DifferingShown(
                "difference.%s.%s".formatted(one.kind(), one.item()),
                "%s/%s".formatted(one.kind(), one.item()),
                edition.t(
                        "differences.kind",
                        edition.t("coming.kind." + one.kind()),
                        edition.t("differences.became." + one.became())),
                edition.titleOf(named.content()),
                named,
                reasons(one),
                changes,
                elsewhere.isEmpty() ? null : edition.t("differences.elsewhere", String.join(", ", elsewhere)),
                one.stepsLeftOut()
                        ? edition.t("differences.steps.left-out", one.steps().size())
                        : null);
    }

    private List<DifferingShown.Why> reasons(Differing one) {
        return one.steps().size() < 2
                ? List.of(new DifferingShown.Why("", edition.in(one.reason())))
                : one.steps().stream()
                        .map(step -> new DifferingShown.Why(
                                edition.t(
                                        step.corrects() == null ? "differences.step" : "differences.step.corrects",
                                        edition.briefDay(step.validFrom()),
                                        "№" + step.position(),
                                        "№" + step.corrects()),
                                edition.in(step.reason())))
                        .toList();
    }

    /** @param elsewhere takes the names of the languages in which something differs that is not read here */
    private List<Change> changes(Differing one, Set<String> elsewhere) {
        var before = one.before() == null ? null : one.before().content();
        var after = Objects.requireNonNull(one.after()).content();
        var difference = ContentDifference.between(before, after);
        var old = before == null ? Map.<Fields.Field, String>of() : Fields.of(before);
        var fresh = Fields.of(after);
        var changes = new ArrayList<Change>();
        for (var field : difference.fields()) {
            var language = field.language();
            if (field.field().equals("order")) {
                if (before != null) {
                    changes.add(new Change(edition.t("field.order"), null, List.of(), null));
                }
            } else if (language == null || language.equals(readIn(languages(field.field(), fresh, old)))) {
                changes.add(change(field, old, fresh));
            } else {
                elsewhere.add(edition.languageName(language));
            }
        }
        difference.clauses().stream()
                .filter(clause -> !clause.changes().isEmpty())
                .forEach(clause -> changes.addAll(clause(clause, after, before, elsewhere)));
        return List.copyOf(changes);
    }

    private static List<String> languages(
            String field, Map<Fields.Field, String> fresh, Map<Fields.Field, String> old) {
        return Stream.of(fresh, old)
                .flatMap(fields -> fields.keySet().stream())
                .filter(one -> one.name().equals(field))
                .flatMap(one -> Stream.ofNullable(one.language()))
                .distinct()
                .toList();
    }

    /** That of the pack; of what has none in it the provider's first one, or whatever there is. */
    private String readIn(List<String> languages) {
        return Stream.of(
                        edition.language(),
                        edition.profile().content().languages().getFirst())
                .filter(languages::contains)
                .findFirst()
                .orElseGet(languages::getFirst);
    }

    private Change change(FieldDifference field, Map<Fields.Field, String> old, Map<Fields.Field, String> fresh) {
        var key = new Fields.Field(field.field(), field.language());
        return new Change(
                edition.t("field." + field.field()),
                lang(field.language()),
                CODES.contains(field.field())
                        ? ListDifference.between(
                                names(field.field(), old.get(key)), names(field.field(), fresh.get(key)))
                        : field.runs(),
                null);
    }

    private List<String> names(String field, @Nullable String codes) {
        return codes == null
                ? List.of()
                : Arrays.stream(codes.split("\n"))
                        .map(code -> name(field, code))
                        .toList();
    }

    private String name(String field, String code) {
        return switch (field) {
            case "category" -> edition.categoryLabel(code).text();
            case "tags" -> edition.tagLabel(code).text();
            case "kind" -> edition.t("summary.tags." + code);
            case "parent" -> edition.nameOfSubprocessor(code);
            case "country", "storageCountries", "processingCountries" -> edition.country(code);
            case "languages" -> edition.languageName(code);
            case "agreementInPlace" ->
                edition.t(Boolean.parseBoolean(code) ? "subprocessor.agreement.yes" : "subprocessor.agreement.no");
            case "defaultNoticePeriod" -> edition.noticePeriod(Period.parse(code));
            case "trigger" -> edition.t("trigger." + code);
            default ->
                Evidence.read(code)
                        .map(evidence -> edition.evidenceTitle(evidence).text())
                        .orElse(code);
        };
    }

    private List<Change> clause(
            ClauseDifference clause, Content after, @Nullable Content before, Set<String> elsewhere) {
        var number = clause.numberAfter() == null ? clause.numberBefore() : clause.numberAfter();
        var what = clause.changes().stream()
                .map(change -> edition.t("differences.clause." + change.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        var label = edition.t("differences.clause", String.valueOf(number), what);
        var reads = Stream.of(Optional.of(after), Optional.ofNullable(before))
                .flatMap(Optional::stream)
                .flatMap(content -> clauses(content).stream())
                .filter(one -> one.id().equals(clause.clause()))
                .findFirst();
        var read = new ArrayList<Change>();
        for (var field : clause.fields()) {
            var language = Objects.requireNonNull(field.language());
            var text = reads.map(one -> field.field().equals("heading") ? one.heading() : one.text());
            var languages =
                    text.map(all -> List.copyOf(all.byLanguage().keySet())).orElse(List.of(language));
            if (language.equals(readIn(languages))) {
                read.add(new Change(label, lang(language), field.runs(), null));
            } else {
                elsewhere.add(edition.languageName(language));
            }
        }
        if (read.isEmpty()) {
            var heading = reads.map(one -> edition.in(one.heading())).orElse(edition.plain(""));
            read.add(new Change(
                    label,
                    heading.lang(),
                    heading.text().isEmpty() ? List.of() : List.of(new Run(Run.Change.EQUAL, heading.text())),
                    null));
        }
        var why = why(clause.clause(), after);
        if (why != null) {
            var last = read.removeLast();
            read.add(new Change(last.label(), last.lang(), last.runs(), why));
        }
        return read;
    }

    private @Nullable Passage why(String clause, Content after) {
        return after instanceof AgreementRevision revision
                ? revision.reasons().stream()
                        .filter(reason -> reason.clause().equals(clause))
                        .findFirst()
                        .map(reason -> edition.in(reason.reason()))
                        .orElse(null)
                : null;
    }

    private static List<Clause> clauses(Content content) {
        return content instanceof AgreementRevision agreement ? agreement.clauses() : List.of();
    }

    private @Nullable String lang(@Nullable String language) {
        return language == null || language.equals(edition.language()) ? null : language;
    }
}
