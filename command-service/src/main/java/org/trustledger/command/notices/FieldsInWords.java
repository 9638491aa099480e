package org.trustledger.command.notices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.Evidence;
import org.trustledger.presentation.Phrase;
import org.trustledger.presentation.Wording;
import org.trustledger.presentation.differences.Fields;

/**
 * Says the fields of a content in the words of a letter: in its language where there is a translation, and by its name
 * what the content has by a code or an id.
 */
final class FieldsInWords {
    private static final int LONGEST = 600;

    // Said elsewhere, or nothing that is told.
    private static final Set<String> LEFT_OUT =
            Set.of("order", "category", "question", "text", "trigger", "legalSource", "kind", "label");

    private final NoticeWords words;
    private final Wording wording;
    private final Told told;
    private final String fallback;

    FieldsInWords(NoticeWords words, Told told) {
        this.words = words;
        this.wording = Wording.of(words.language());
        this.told = told;
        this.fallback = told.profile().languages().getFirst();
    }

    /**
     * @param rows those that read differently in the letter's language, or what stands in for it
     * @param elsewhere the other languages in which something reads differently
     * @param cut whether a value is longer than there is room for
     */
    record Difference(List<NoticePage.Row> rows, Set<String> elsewhere, boolean cut) {}

    /** All that differs but for texts; where one of the two is null, all that the other says. */
    Difference between(@Nullable Content before, @Nullable Content after) {
        var old = before == null ? Map.<Fields.Field, String>of() : Fields.of(before);
        var fresh = after == null ? Map.<Fields.Field, String>of() : Fields.of(after);
        var names = new LinkedHashSet<String>();
        Stream.of(fresh, old).forEach(fields -> fields.keySet().forEach(field -> names.add(field.name())));
        names.removeAll(LEFT_OUT);
        var rows = new ArrayList<NoticePage.Row>();
        var elsewhere = new TreeSet<String>();
        var cut = false;
        for (var name : names) {
            var was = value(name, old, before != null);
            var is = value(name, fresh, after != null);
            if (!was.equals(is)) {
                cut |= was.text().length() > LONGEST || is.text().length() > LONGEST;
                rows.add(new NoticePage.Row(label(name), shortened(was), shortened(is)));
            } else {
                Stream.of(old, fresh)
                        .flatMap(fields -> fields.keySet().stream())
                        .filter(field -> field.name().equals(name))
                        .filter(field -> !Objects.equals(old.get(field), fresh.get(field)))
                        .map(Fields.Field::language)
                        .filter(Objects::nonNull)
                        .forEach(elsewhere::add);
            }
        }
        return new Difference(rows, elsewhere, cut);
    }

    private static Phrase shortened(Phrase phrase) {
        return new Phrase(Excerpt.start(phrase.text(), LONGEST), phrase.language());
    }

    private Phrase value(String name, Map<Fields.Field, String> fields, boolean isThere) {
        for (var language : languages(name, fields)) {
            var text = fields.get(new Fields.Field(name, language));
            if (text != null) {
                return new Phrase(
                        Arrays.stream(text.split("\n"))
                                .map(line -> named(name, line))
                                .collect(Collectors.joining(", ")),
                        language == null || language.equals(words.language()) ? null : language);
            }
        }
        return new Phrase(isThere ? absent(name) : words.say(NoticeText.NOTHING), null);
    }

    /** In which a field may stand, the reader's first; null for the one that is the same in all. */
    private List<@Nullable String> languages(String name, Map<Fields.Field, String> fields) {
        var languages = new ArrayList<@Nullable String>();
        languages.add(null);
        languages.add(words.language());
        languages.add(fallback);
        fields.keySet().stream()
                .filter(field -> field.name().equals(name))
                .map(Fields.Field::language)
                .forEach(languages::add);
        return languages;
    }

    private String absent(String name) {
        return switch (name) {
            case "parent" ->
                words.say(NoticeText.FIELD_PARENT_PROVIDER, told.profile().name());
            case "condition" -> words.say(NoticeText.FIELD_CONDITION_ALWAYS);
            default -> words.say(NoticeText.NOTHING);
        };
    }

    private String named(String name, String value) {
        return switch (name) {
            case "country", "storageCountries", "processingCountries" -> wording.country(value);
            case "agreementInPlace" ->
                words.say(Boolean.parseBoolean(value) ? NoticeText.FIELD_AGREEMENT_YES : NoticeText.FIELD_AGREEMENT_NO);
            case "parent" -> nameOf(ToldKind.SUBPROCESSOR.item(value), value);
            case "tags" -> tag(value);
            case "evidence" ->
                Evidence.read(value)
                        .map(evidence ->
                                nameOf(ToldKind.AGREEMENT.item(Objects.requireNonNull(evidence.agreement())), value))
                        .orElse(value);
            default -> value;
        };
    }

    /** What a tag is called. */
    String tag(String id) {
        return nameOf("tags/" + id, id);
    }

    private String nameOf(String item, String otherwise) {
        var content = told.named(item);
        return content == null
                ? otherwise
                : Phrase.naming(content, words.language(), fallback).text();
    }

    private String label(String field) {
        return words.say(
                switch (field) {
                    case "name" -> NoticeText.FIELD_NAME;
                    case "legalName" -> NoticeText.FIELD_LEGAL_NAME;
                    case "address" -> NoticeText.FIELD_ADDRESS;
                    case "registrationNumber" -> NoticeText.FIELD_REGISTRATION;
                    case "lei" -> NoticeText.FIELD_LEI;
                    case "contact.function" -> NoticeText.FIELD_CONTACT;
                    case "contact.address" -> NoticeText.FIELD_CONTACT_ADDRESS;
                    case "processing" -> NoticeText.FIELD_PROCESSING;
                    case "services" -> NoticeText.FIELD_SERVICES;
                    case "dataCategories" -> NoticeText.FIELD_DATA;
                    case "storageCountries" -> NoticeText.FIELD_STORAGE;
                    case "processingCountries" -> NoticeText.FIELD_PROCESSING_COUNTRIES;
                    case "transferMechanism" -> NoticeText.FIELD_TRANSFER;
                    case "agreementInPlace" -> NoticeText.FIELD_AGREEMENT;
                    case "parent" -> NoticeText.FIELD_PARENT;
                    case "condition" -> NoticeText.FIELD_CONDITION;
                    case "operator" -> NoticeText.FIELD_OPERATOR;
                    case "location" -> NoticeText.FIELD_LOCATION;
                    case "country" -> NoticeText.FIELD_COUNTRY;
                    case "purpose" -> NoticeText.FIELD_PURPOSE;
                    case "certifications" -> NoticeText.FIELD_CERTIFICATIONS;
                    case "title" -> NoticeText.FIELD_TITLE;
                    case "tags" -> NoticeText.FIELD_TAGS;
                    case "evidence" -> NoticeText.FIELD_EVIDENCE;
                    case "evidence.title" -> NoticeText.FIELD_EVIDENCE_TITLES;
                    default ->
                        throw new IllegalStateException("No notice has a word for the field '%s'".formatted(field));
                });
    }
}
