package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trustledger.events.Answer;
import org.trustledger.events.LocalizedText;

class TranslationsTest {
    private static final List<String> LANGUAGES = List.of("en", "sv", "de");

    @Test
    void aLanguageThatDidNotChangeWithTheFirstIsOlder() {
        assertThat(outdated(answer("One", "Ett"), answer("Two", "Ett"))).containsExactly("sv");
        assertThat(outdated(answer("One", "Ett"), answer("Two", "Två"))).isEmpty();
    }

    @Test
    void itKeepsUpWhenItIsChangedLater() {
        assertThat(outdated(answer("One", "Ett"), answer("Two", "Ett"), answer("Two", "Två")))
                .isEmpty();
        assertThat(outdated(answer("One", "Ett"), answer("Two", "Ett"), answer("Two", "Två"), answer("Three", "Två")))
                .containsExactly("sv");
    }

    @Test
    void aChangeOfTheTranslationAloneMakesNothingOlder() {
        assertThat(outdated(answer("One", "Ett"), answer("One", "En"))).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotOlder() {
        assertThat(outdated(answer("One", null), answer("Two", null))).isEmpty();
    }

    @Test
    void whatBeganAnewAfterItWasRetiredCountsFromThen() {
        assertThat(outdated(answer("One", "Ett"), null, answer("Two", "Ett"))).isEmpty();
    }

    private static List<String> outdated(@Nullable Answer... versions) {
        var timeline = Timeline.EMPTY;
        var from = Instant.parse("2026-01-01T00:00:00Z");
        for (var number = 0; number < versions.length; number++) {
            timeline = timeline.with(new Stated(
                    from.plusSeconds(number),
                    null,
                    versions[number],
                    LocalizedText.of("en", "So"),
                    number + 1,
                    number + 1));
        }
        return Translations.outdated(timeline, LANGUAGES);
    }

    private static Answer answer(String english, @Nullable String swedish) {
        var question = new TreeMap<>(Map.of("en", "Why?"));
        var text = new TreeMap<>(Map.of("en", english));
        if (swedish != null) {
            question.put("sv", "Varför?");
            text.put("sv", swedish);
        }
        return new Answer(1000, "keys", List.of(), new LocalizedText(question), new LocalizedText(text));
    }
}
