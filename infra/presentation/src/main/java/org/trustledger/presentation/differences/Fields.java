package org.trustledger.presentation.differences;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.Evidence;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a content says, field by field and language by language, as texts that can be compared. Clauses are not among
 * them: they are compared by their ids.
 */
public final class Fields {
    private static final JsonMapper JSON = FactCodec.mapper();

    private final Map<Field, String> texts = new LinkedHashMap<>();

    private Fields() {}

    /**
     * @param name as in the content's JSON, such as {@code question} or {@code contact.function}
     * @param language null for what is the same in every language
     */
    public record Field(String name, @Nullable String language) {}

    /** In the order in which they are shown; a field without a value is not there. */
    public static Map<Field, String> of(Content content) {
        var fields = new Fields();
        switch (content) {
            case Profile profile -> fields.profile(profile);
            case Pillar pillar ->
                fields.plain("order", pillar.order())
                        .localized("title", pillar.title())
                        .localized("text", pillar.text());
            case Category category -> fields.plain("order", category.order()).localized("label", category.label());
            case Tag tag ->
                fields.plain("order", tag.order())
                        .localized("label", tag.label())
                        .plain("kind", JSON.valueToTree(tag.kind()).asString())
                        .localized("legalReference", tag.legalReference());
            case Answer answer ->
                fields.plain("order", answer.order())
                        .plain("category", answer.category())
                        .listed("tags", answer.tags())
                        .localized("question", answer.question())
                        .localized("text", answer.text())
                        .evidence(answer.evidence());
            case AgreementRevision agreement ->
                fields.plain("order", agreement.order())
                        .localized("title", agreement.title())
                        .plain("trigger", JSON.valueToTree(agreement.trigger()).asString())
                        .localized("legalSource", agreement.legalSource());
            case Subprocessor subprocessor -> fields.subprocessor(subprocessor);
            case DataCenter place ->
                fields.plain("order", place.order())
                        .localized("name", place.name())
                        .plain("operator", place.operator())
                        .localized("location", place.location())
                        .plain("country", place.country())
                        .localized("purpose", place.purpose())
                        .texts("services", place.services())
                        .listed("certifications", place.certifications());
        }
        return fields.texts;
    }

    /** The wording of a clause; its number and its place are compared apart. */
    static Map<Field, String> of(Clause clause) {
        return new Fields().localized("heading", clause.heading()).localized("text", clause.text()).texts;
    }

    /** Every language that something of the content is written in. */
    public static Set<String> languages(Content content) {
        var languages = new TreeSet<String>();
        of(content).keySet().forEach(field -> {
            if (field.language() != null) {
                languages.add(field.language());
            }
        });
        if (content instanceof AgreementRevision agreement) {
            for (var clause : agreement.clauses()) {
                languages.addAll(clause.heading().byLanguage().keySet());
                languages.addAll(clause.text().byLanguage().keySet());
            }
        }
        return languages;
    }

    private void profile(Profile profile) {
        plain("name", profile.name());
        plain("legalName", profile.legalName());
        contact(profile.contact());
        listed("languages", profile.languages());
        plain("timeZone", profile.timeZone());
        plain("defaultNoticePeriod", profile.defaultNoticePeriod());
        localized("introduction", profile.introduction());
    }

    private void subprocessor(Subprocessor subprocessor) {
        plain("order", subprocessor.order());
        plain("legalName", subprocessor.legalName());
        plain("address", subprocessor.address());
        plain("registrationNumber", subprocessor.registrationNumber());
        plain("lei", subprocessor.lei());
        contact(subprocessor.contact());
        localized("processing", subprocessor.processing());
        texts("services", subprocessor.services());
        texts("dataCategories", subprocessor.dataCategories());
        listed("storageCountries", subprocessor.storageCountries());
        listed("processingCountries", subprocessor.processingCountries());
        localized("transferMechanism", subprocessor.transferMechanism());
        plain("agreementInPlace", subprocessor.agreementInPlace());
        plain("parent", subprocessor.parent());
        localized("condition", subprocessor.condition());
    }

    private void contact(ContactFunction contact) {
        localized("contact.function", contact.function());
        plain("contact.address", contact.address());
    }

    private Fields plain(String name, @Nullable Object value) {
        if (value != null) {
            texts.put(new Field(name, null), value.toString());
        }
        return this;
    }

    private Fields localized(String name, @Nullable LocalizedText text) {
        if (text != null) {
            text.byLanguage().forEach((language, words) -> texts.put(new Field(name, language), words));
        }
        return this;
    }

    private Fields listed(String name, List<String> values) {
        return values.isEmpty() ? this : plain(name, String.join("\n", values));
    }

    /** One address a line; and one title a line, each language by itself. */
    private Fields evidence(List<Evidence> evidence) {
        return listed("evidence", evidence.stream().map(Evidence::address).toList())
                .texts(
                        "evidence.title",
                        evidence.stream()
                                .map(Evidence::title)
                                .filter(Objects::nonNull)
                                .toList());
    }

    /** One text a line, each language by itself. */
    private Fields texts(String name, List<LocalizedText> values) {
        values.stream()
                .flatMap(value -> value.byLanguage().keySet().stream())
                .distinct()
                .sorted()
                .forEach(language -> texts.put(
                        new Field(name, language),
                        values.stream()
                                .map(value -> value.in(language, language))
                                .collect(Collectors.joining("\n"))));
        return this;
    }
}
