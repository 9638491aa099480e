package org.trustledger.command.workbench.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.events.Clause;
import org.trustledger.events.ClauseReason;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Content;

class ContentTextsTest {
    private final ContentTextFiles files = new ContentTextFiles();

    /** A new field of any content asks for its word here. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void everyFieldHasAWord(String language) {
        var texts = files.in(language);

        assertThat(Stream.concat(
                                Arrays.stream(Content.class.getPermittedSubclasses()),
                                Stream.of(Clause.class, ClauseReason.class, ContactFunction.class))
                        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                        .map(component -> component.getName())
                        .distinct()
                        .filter(name -> !name.equals("order") && !name.equals("id") && !name.equals("clause")))
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(texts.field(name)).isNotEqualTo(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | text/en | Text, English",
                "sv | text/en | Text, engelska",
                "en | clauses/breach-notice/text/sv | Clause breach-notice, text, Swedish",
                "en | tags/2 | Tags, 2",
                "sv | contact/function/sv | Kontakt, funktion, svenska",
                "en | timeZone | Time zone",
                "en | clauses/no/number | Clause no, number"
            })
    void aFieldIsCalledByItsPlaceInTheDocument(String language, String path, String words) {
        assertThat(files.in(language).field(path)).isEqualTo(words);
    }

    @Test
    void onlyAValueInOneLanguageHasOne() {
        assertThat(ContentTexts.languageOf("text/en")).isEqualTo("en");
        assertThat(ContentTexts.languageOf("clauses/breach-notice/number")).isEmpty();
        assertThat(ContentTexts.languageOf("lei")).isEmpty();
        assertThat(ContentTexts.languageOf("tags/2")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"en | 1 | 1 byte", "en | 172608 | 169 kB", "sv | 27000000 | 25,7 MB", "en | 67108864 | 64 MB"})
    void aSizeIsToldAsPeopleTellIt(String language, long bytes, String words) {
        assertThat(files.in(language).size(bytes)).isEqualTo(words);
    }
}
