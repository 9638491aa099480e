package org.trustledger.pdf.typesetting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Content;
import org.trustledger.events.Evidence;
import org.trustledger.pdf.typesetting.DifferingShown.Change;
import org.trustledger.pdf.views.Differing;
import org.trustledger.presentation.differences.ClauseDifference;
import org.trustledger.presentation.differences.ContentDifference;
import org.trustledger.presentation.differences.ContentDifference.FieldDifference;
import org.trustledger.presentation.differences.Fields;
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
            "evidence");

    private final Edition edition;

    FieldsShown(Edition edition) {
        this.edition = edition;
    }

    DifferingShown of(Differing one) {
        var named = one.named();
        return new DifferingShown(
                "difference.%s.%s".formatted(one.kind(), one.item()),
                "%s/%s".formatted(one.kind(), one.item()),
                edition.t(
                        "differences.kind",
                        edition.t("coming.kind." + one.kind()),
                        edition.t("differences.became." + one.became())),
                edition.titleOf(named.content()),
                named,
                one.reason(),
                one.after() == null ? List.of() : changes(one));
    }

    private List<Change> changes(Differing one) {
        var before = one.before() == null ? null : one.before().content();
        var after = Objects.requireNonNull(one.after()).content();
        var difference = ContentDifference.between(before, after);
        var old = before == null ? Map.<Fields.Field, String>of() : Fields.of(before);
        var fresh = Fields.of(after);
        var changes = new ArrayList<Change>();
        for (var field : difference.fields()) {
            if (field.field().equals("order")) {
                if (before != null) {
                    changes.add(new Change(edition.t("field.order"), null, List.of()));
                }
            } else if (isRead(field, difference.fields())) {
                changes.add(change(field, old, fresh));
            }
        }
        difference.clauses().stream()
                .filter(clause -> !clause.changes().isEmpty())
                .forEach(clause -> changes.addAll(clause(clause, after, before)));
        return List.copyOf(changes);
    }

    /** In the language of the pack; what has none in it is read in the provider's first one. */
    private boolean isRead(FieldDifference field, List<FieldDifference> all) {
        var language = field.language();
        if (language == null || language.equals(edition.language())) {
            return true;
        }
        var first = edition.profile().content().languages().getFirst();
        return language.equals(first)
                && all.stream()
                        .noneMatch(other -> other.field().equals(field.field())
                                && edition.language().equals(other.language()));
    }

    private Change change(FieldDifference field, Map<Fields.Field, String> old, Map<Fields.Field, String> fresh) {
        var key = new Fields.Field(field.field(), field.language());
        return new Change(
                edition.t("field." + field.field()),
                lang(field.language()),
                CODES.contains(field.field()) ? named(field.field(), old.get(key), fresh.get(key)) : field.runs());
    }

    private List<Run> named(String field, @Nullable String old, @Nullable String fresh) {
        var runs = new ArrayList<Run>();
        if (old != null) {
            runs.add(new Run(Run.Change.REMOVED, names(field, old)));
        }
        if (old != null && fresh != null) {
            runs.add(new Run(Run.Change.EQUAL, " "));
        }
        if (fresh != null) {
            runs.add(new Run(Run.Change.ADDED, names(field, fresh)));
        }
        return runs;
    }

    private String names(String field, String codes) {
        return Arrays.stream(codes.split("\n")).map(code -> name(field, code)).collect(Collectors.joining(", "));
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
            case "trigger" -> edition.t("trigger." + code);
            default ->
                Evidence.read(code)
                        .map(evidence -> edition.evidenceTitle(evidence).text())
                        .orElse(code);
        };
    }

    private List<Change> clause(ClauseDifference clause, Content after, @Nullable Content before) {
        var number = clause.numberAfter() == null ? clause.numberBefore() : clause.numberAfter();
        var what = clause.changes().stream()
                .map(change -> edition.t("differences.clause." + change.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        var label = edition.t("differences.clause", String.valueOf(number), what);
        var read = clause.fields().stream()
                .filter(field -> isRead(field, clause.fields()))
                .map(field -> new Change(label, lang(field.language()), field.runs()))
                .toList();
        if (!read.isEmpty()) {
            return read;
        }
        var heading = heading(clause.clause(), after, before);
        return List.of(new Change(
                label,
                heading.lang(),
                heading.text().isEmpty() ? List.of() : List.of(new Run(Run.Change.EQUAL, heading.text()))));
    }

    private Passage heading(String id, Content after, @Nullable Content before) {
        return Stream.of(after, before)
                .filter(AgreementRevision.class::isInstance)
                .flatMap(agreement -> ((AgreementRevision) agreement).clauses().stream())
                .filter(clause -> clause.id().equals(id))
                .findFirst()
                .map(clause -> edition.in(clause.heading()))
                .orElse(edition.plain(""));
    }

    private @Nullable String lang(@Nullable String language) {
        return language == null || language.equals(edition.language()) ? null : language;
    }
}
