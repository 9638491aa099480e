package org.trustledger.query.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.presentation.Markdown;

/**
 * What of a content can be found: one part in one language.
 *
 * @param part id of a clause; empty for the item itself
 * @param languages every language that the part is written in, sorted
 * @param title weighs more than the body
 * @param body plain text
 */
record Searchable(String part, String language, List<String> languages, String title, String body) {
    /**
     * More than any honest text; a longer one is found by its beginning. What PostgreSQL takes of words ends at 1 MB.
     */
    private static final int LONGEST = 100_000;

    private static final Markdown MARKDOWN = new Markdown();

    static List<Searchable> of(Content content) {
        return switch (content) {
            case Answer answer ->
                part("", List.of(answer.question()), answer.text() == null ? List.of() : List.of(answer.text()));
            case Pillar pillar -> part("", List.of(pillar.title()), List.of(pillar.text()));
            case AgreementRevision agreement -> agreement(agreement);
            case Subprocessor subprocessor -> subprocessor(subprocessor);
            case DataCenter place -> dataCenter(place);
            case Profile _, Category _, Tag _ -> List.of();
        };
    }

    private static List<Searchable> agreement(AgreementRevision agreement) {
        var parts = new ArrayList<>(part("", List.of(agreement.title()), List.of()));
        for (var clause : agreement.clauses()) {
            parts.addAll(clause(clause));
        }
        return parts;
    }

    private static List<Searchable> clause(Clause clause) {
        return part(clause.id(), List.of(clause.heading()), List.of(clause.text()));
    }

    private static List<Searchable> subprocessor(Subprocessor subprocessor) {
        return parts(
                "",
                Stream.of(
                                Stream.of(
                                        subprocessor.processing(),
                                        subprocessor.contact().function()),
                                Stream.ofNullable(subprocessor.transferMechanism()),
                                Stream.ofNullable(subprocessor.condition()),
                                subprocessor.services().stream(),
                                subprocessor.dataCategories().stream())
                        .flatMap(texts -> texts)
                        .toList(),
                language -> subprocessor.legalName(),
                language -> lines(
                        in(language, subprocessor.processing()),
                        in(language, subprocessor.services()),
                        in(language, subprocessor.dataCategories()),
                        countries(language, subprocessor.storageCountries()),
                        countries(language, subprocessor.processingCountries()),
                        in(language, subprocessor.transferMechanism()),
                        in(language, subprocessor.condition()),
                        in(language, subprocessor.contact().function()),
                        subprocessor.address(),
                        subprocessor.registrationNumber(),
                        subprocessor.lei()));
    }

    private static List<Searchable> dataCenter(DataCenter place) {
        return parts(
                "",
                Stream.concat(Stream.of(place.name(), place.location(), place.purpose()), place.services().stream())
                        .toList(),
                language -> in(language, place.name()),
                language -> lines(
                        in(language, place.location()),
                        countries(language, List.of(place.country())),
                        in(language, place.purpose()),
                        in(language, place.services()),
                        place.operator(),
                        String.join(", ", place.certifications())));
    }

    /** Title and body are Markdown in as many languages as one of them has. */
    private static List<Searchable> part(String part, List<LocalizedText> title, List<LocalizedText> body) {
        return parts(
                part,
                Stream.concat(title.stream(), body.stream()).toList(),
                language -> in(language, title),
                language -> in(language, body));
    }

    private static List<Searchable> parts(
            String part, List<LocalizedText> texts, Function<String, String> title, Function<String, String> body) {
        var languages = new TreeSet<String>();
        texts.forEach(text -> languages.addAll(text.byLanguage().keySet()));
        return languages.stream()
                .map(language -> new Searchable(
                        part,
                        language,
                        List.copyOf(languages),
                        shortened(title.apply(language)),
                        shortened(body.apply(language))))
                .toList();
    }

    private static String in(String language, List<LocalizedText> texts) {
        return texts.stream().map(text -> in(language, text)).collect(Collectors.joining("\n"));
    }

    private static String in(String language, @Nullable LocalizedText text) {
        return text == null ? "" : MARKDOWN.toPlainText(text.in(language, language));
    }

    /** Readers search for Norway, not for NO. */
    private static String countries(String language, List<String> codes) {
        var locale = Locale.forLanguageTag(language);
        return codes.stream()
                .map(code -> Locale.of("", code).getDisplayCountry(locale))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String lines(@Nullable String... lines) {
        return Arrays.stream(lines)
                .filter(Objects::nonNull)
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static String shortened(String text) {
        var composed = Letters.composed(text).strip();
        return composed.length() <= LONGEST
                ? composed
                : composed.substring(
                        0, Character.isHighSurrogate(composed.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
