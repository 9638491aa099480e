package org.trustledger.query.site;

import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.Evidence;
import org.trustledger.events.LocalizedText;
import org.trustledger.presentation.differences.ContentDifference;
import org.trustledger.presentation.differences.ContentDifference.FieldDifference;
import org.trustledger.presentation.differences.Fields;
import org.trustledger.presentation.differences.ListDifference;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;

/**
 * Says in a reader's words what differs between two contents of an item: field by field, in the reader's language. What
 * is a code in the content is called by its name, as it is called at the point in time that is read.
 */
final class FieldChanges {
    private static final String LINES = "\n";

    private final Reader reader;
    private final Map<String, UnaryOperator<String>> named;

    private FieldChanges(Reader reader, Map<String, UnaryOperator<String>> named) {
        this.reader = reader;
        this.named = named;
    }

    static FieldChanges of(Visit visit) {
        var reader = visit.reader();
        var wording = reader.wording();
        var contents = visit.contents();
        var categories = names(reader, contents.categories(), category -> category.label());
        var tags = names(reader, contents.tags(), tag -> tag.label());
        var subprocessors = contents.subprocessors().stream()
                .collect(Collectors.toMap(Stated::id, stated -> stated.content().legalName()));
        var today = reader.date(visit.now());
        UnaryOperator<String> asWritten = UnaryOperator.identity();
        return new FieldChanges(
                reader,
                Map.ofEntries(
                        entry("category", id -> categories.getOrDefault(id, id)),
                        entry("tags", id -> tags.getOrDefault(id, id)),
                        entry("evidence", address -> evidence(visit, address)),
                        entry("evidence.title", asWritten),
                        entry("kind", kind -> reader.say(kind.equals("theme") ? Text.TAG_THEME : Text.TAG_FRAMEWORK)),
                        entry("parent", id -> subprocessors.getOrDefault(id, id)),
                        entry("country", wording::country),
                        entry("storageCountries", wording::country),
                        entry("processingCountries", wording::country),
                        entry("languages", wording::languageName),
                        entry("certifications", asWritten),
                        entry("services", asWritten),
                        entry("dataCategories", asWritten),
                        entry(
                                "agreementInPlace",
                                answer -> reader.say(
                                        Boolean.parseBoolean(answer)
                                                ? Text.FIELD_AGREEMENT_YES
                                                : Text.FIELD_AGREEMENT_NO)),
                        entry(
                                "defaultNoticePeriod",
                                period -> reader.say(
                                        Text.NOTICE_DAYS,
                                        ChronoUnit.DAYS.between(today, today.plus(Period.parse(period)))))));
    }

    private static String evidence(Visit visit, String address) {
        return Evidence.read(address)
                .map(agreement -> EvidenceShown.of(visit, agreement).inWords())
                .orElse(address);
    }

    private static Map.Entry<String, UnaryOperator<String>> entry(String field, UnaryOperator<String> name) {
        return Map.entry(field, name);
    }

    private static <T extends Content> Map<String, String> names(
            Reader reader, List<Stated<T>> stated, Function<T, LocalizedText> label) {
        return stated.stream()
                .collect(Collectors.toMap(
                        Stated::id,
                        one -> reader.said(label.apply(one.content())).text()));
    }

    /**
     * @param changes those of the reader's language and of none
     * @param elsewhere in which other languages something reads differently, in words; null if in none
     */
    record Difference(
            List<HistoryShown.ChangeShown> changes,
            @Nullable String elsewhere) {}

    /** What became different; what stands in clauses is left to the redline. */
    Difference between(Kind kind, Content before, Content after) {
        var old = Fields.of(before);
        var fresh = Fields.of(after);
        var changes = new ArrayList<HistoryShown.ChangeShown>();
        var elsewhere = new TreeSet<String>();
        for (var field : ContentDifference.between(before, after).fields()) {
            var language = field.language();
            var shown = language == null ? null : shownIn(field.field(), old, fresh);
            if (Objects.equals(language, shown)) {
                changes.add(change(kind, field, old, fresh));
            } else {
                elsewhere.add(reader.wording().languageName(Objects.requireNonNull(language)));
            }
        }
        return new Difference(
                List.copyOf(changes),
                elsewhere.isEmpty()
                        ? null
                        : reader.say(Text.HISTORY_ELSEWHERE, reader.texts().list(List.copyOf(elsewhere))));
    }

    /** All that the content says, where there is nothing to compare with. */
    List<HistoryShown.ChangeShown> all(Kind kind, Content content) {
        var fields = Fields.of(content);
        return fields.keySet().stream()
                .filter(field -> !field.name().equals("order"))
                .filter(field ->
                        field.language() == null || field.language().equals(shownIn(field.name(), fields, fields)))
                .map(field -> new HistoryShown.ChangeShown(
                        label(kind, field.name()),
                        marked(field.language()),
                        ListDifference.between(values(field, fields), values(field, fields))))
                .toList();
    }

    private HistoryShown.ChangeShown change(
            Kind kind, FieldDifference field, Map<Fields.Field, String> old, Map<Fields.Field, String> fresh) {
        var key = new Fields.Field(field.field(), field.language());
        var label = label(kind, field.field());
        if (field.field().equals("order")) {
            return new HistoryShown.ChangeShown(label, null, List.of());
        }
        return new HistoryShown.ChangeShown(
                label,
                marked(field.language()),
                named.containsKey(field.field())
                        ? ListDifference.between(values(key, old), values(key, fresh))
                        : field.runs());
    }

    private List<String> values(Fields.Field field, Map<Fields.Field, String> fields) {
        var text = fields.get(field);
        if (text == null) {
            return List.of();
        }
        var name = named.get(field.name());
        return name == null
                ? List.of(text)
                : Arrays.stream(text.split(LINES)).map(name).toList();
    }

    private @Nullable String marked(@Nullable String language) {
        return language == null || language.equals(reader.language()) ? null : language;
    }

    /** The language in which the reader is shown a field: their own, or else what stands in for it. */
    private String shownIn(String name, Map<Fields.Field, String> old, Map<Fields.Field, String> fresh) {
        var languages = new LinkedHashSet<String>();
        for (var fields : List.of(fresh, old)) {
            fields.keySet().stream()
                    .filter(one -> one.name().equals(name))
                    .map(Fields.Field::language)
                    .filter(Objects::nonNull)
                    .forEach(languages::add);
        }
        return Stream.of(reader.language(), reader.fallback())
                .filter(languages::contains)
                .findFirst()
                .orElseGet(languages::getFirst);
    }

    private String label(Kind kind, String field) {
        return reader.say(
                switch (field) {
                    case "question" -> Text.HISTORY_QUESTION;
                    case "text" -> kind == Kind.ANSWER ? Text.HISTORY_TEXT : Text.FIELD_TEXT;
                    case "category" -> Text.HISTORY_CATEGORY;
                    case "tags" -> Text.HISTORY_TAGS;
                    case "evidence" -> Text.ANSWER_EVIDENCE;
                    case "evidence.title" -> Text.FIELD_EVIDENCE_TITLE;
                    case "order" -> kind == Kind.ANSWER ? Text.HISTORY_ORDER : Text.HISTORY_PLACE;
                    case "title" -> Text.FIELD_TITLE;
                    case "label", "name" -> Text.COLUMN_NAME;
                    case "kind" -> Text.FIELD_KIND;
                    case "legalReference" -> Text.FIELD_LEGAL_REFERENCE;
                    case "legalName" -> Text.FIELD_LEGAL_NAME;
                    case "address" -> Text.FIELD_ADDRESS;
                    case "registrationNumber" -> Text.FIELD_REGISTRATION;
                    case "lei" -> Text.FIELD_LEI;
                    case "contact.function" -> Text.FIELD_CONTACT;
                    case "contact.address" -> Text.FIELD_CONTACT_ADDRESS;
                    case "processing" -> Text.FIELD_PROCESSING;
                    case "services" -> Text.FIELD_SERVICES;
                    case "dataCategories" -> Text.FIELD_DATA;
                    case "storageCountries" -> Text.FIELD_STORAGE;
                    case "processingCountries" -> Text.FIELD_PROCESSING_COUNTRIES;
                    case "transferMechanism" -> Text.FIELD_TRANSFER;
                    case "agreementInPlace" -> Text.FIELD_AGREEMENT;
                    case "parent" -> Text.FIELD_PARENT;
                    case "condition" -> Text.FIELD_CONDITION;
                    case "operator" -> Text.COLUMN_OPERATOR;
                    case "location" -> Text.FIELD_LOCATION;
                    case "country" -> Text.FIELD_COUNTRY;
                    case "purpose" -> Text.COLUMN_PURPOSE;
                    case "certifications" -> Text.COLUMN_CERTIFICATIONS;
                    case "languages" -> Text.FIELD_LANGUAGES;
                    case "timeZone" -> Text.FIELD_TIME_ZONE;
                    case "defaultNoticePeriod" -> Text.FIELD_NOTICE;
                    case "introduction" -> Text.FIELD_INTRODUCTION;
                    default ->
                        throw new IllegalStateException("No page has a word for the field '%s'".formatted(field));
                });
    }
}
