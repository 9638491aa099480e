package org.trustledger.query.site;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.Answer;
import org.trustledger.events.LocalizedText;
import org.trustledger.query.history.Translation;
import org.trustledger.query.history.Translations;
import org.trustledger.query.statements.Stated;

/** Says of answers in the reader's language how they stand to the original. */
@Component
class TranslationsPart {
    private final Translations translations;

    TranslationsPart(Translations translations) {
        this.translations = translations;
    }

    /** What is to be known of the languages of these answers at the point in time, by their ids. */
    Map<String, List<Translation>> of(Visit visit, List<Stated<Answer>> answers) {
        // The trust center may have been published in others then than the one it is read in now.
        var languages = Stream.concat(
                        visit.provider().languages().stream(),
                        Stream.of(visit.reader().language()))
                .distinct()
                .toList();
        return translations.of(
                visit.head().trustCenter(), answers, languages, visit.point().recordedAt());
    }

    /** The same in words, as far as it is about the reader's language; nothing if the answer is whole in it. */
    static @Nullable TranslationShown show(
            Visit visit, Stated<Answer> answer, Map<String, List<Translation>> translations) {
        return translations.getOrDefault(answer.id(), List.of()).stream()
                .filter(one -> one.language().equals(visit.reader().language()))
                .findFirst()
                .map(one -> show(visit, answer, one))
                .orElse(null);
    }

    private static TranslationShown show(Visit visit, Stated<Answer> answer, Translation translation) {
        var reader = visit.reader();
        var original = translation.original();
        var question = reader.said(answer.content().question()).text();
        if (original != null) {
            return new TranslationShown(
                    original.corrects() == null
                            ? reader.say(Text.TRANSLATION_OUTDATED, reader.day(original.validFrom()))
                            : reader.say(Text.TRANSLATION_CORRECTED, reader.day(original.recordedAt())),
                    new Link(
                            reader.say(Text.TRANSLATION_ORIGINAL, name(reader, original.language())),
                            visit.answer(answer.id())
                                    .with(Choice.LANGUAGE, original.language())
                                    .href()),
                    question);
        }
        return new TranslationShown(
                reader.say(
                        translation.state() == Translation.State.MISSING
                                ? Text.TRANSLATION_MISSING
                                : Text.TRANSLATION_INCOMPLETE,
                        name(reader, reader.language()),
                        name(reader, shown(reader, answer.content()))),
                null,
                question);
    }

    /** The language in which stands what is not in the reader's. */
    private static String shown(Reader reader, Answer answer) {
        return Stream.of(answer.text(), answer.question())
                .flatMap((@Nullable LocalizedText text) -> Stream.ofNullable(text))
                .map(text -> reader.said(text).language())
                .flatMap((@Nullable String language) -> Stream.ofNullable(language))
                .findFirst()
                .orElse(reader.language());
    }

    private static String name(Reader reader, String language) {
        return reader.wording().languageName(language);
    }
}
