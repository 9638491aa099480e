package org.trustledger.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordFilesTest {
    private enum Whole {
        GREETING,
        COUNT_SHEETS
    }

    private enum Wanting {
        GREETING,
        COUNT_SHEETS,
        FAREWELL
    }

    private enum Scant {
        GREETING
    }

    private static final class Said<T extends Enum<T>> extends Words<T> {
        Said(Locale locale, Map<T, String> patterns) {
            super(locale, patterns);
        }
    }

    private final WordFiles<Whole, Said<Whole>> files = new WordFiles<>("some-texts", Whole.class, Said::new);

    @Test
    void numbersChooseThePlural() {
        assertThat(files.in("en").say(Whole.COUNT_SHEETS, 1)).isEqualTo("1 sheet");
        assertThat(files.in("sv-SE").say(Whole.COUNT_SHEETS, 2)).isEqualTo("2 ark");
        assertThat(files.in("fi").language()).isEqualTo("en");
    }

    @Test
    void whatAPersonWroteIsNoMarkup() {
        var output = new StringOutput();
        files.in("en").strong(Whole.GREETING, "<b>Eva</b>").writeTo(output);

        assertThat(output.toString()).isEqualTo("Good day, <strong>&lt;b&gt;Eva&lt;/b&gt;</strong>.");
    }

    @Test
    void aTextThatIsMissingOrTooManyStopsTheStart() {
        assertThatThrownBy(() -> new WordFiles<Wanting, Said<Wanting>>("some-texts", Wanting.class, Said::new))
                .hasMessage("some-texts/en.properties lacks 'farewell'");
        assertThatThrownBy(() -> new WordFiles<Scant, Said<Scant>>("some-texts", Scant.class, Said::new))
                .hasMessageContaining("that nothing says: [count-sheets]");
    }

    @ParameterizedTest
    @CsvSource({"sv,, sv", ", 'sv-SE,sv;q=0.9,en;q=0.8', sv", "fi, 'de,fr', en", ", ;;;, en", ",, en"})
    void theReaderGetsTheLanguageAskedForElseTheBrowsers(String asked, String accepted, String language) {
        assertThat(WordFiles.choose(List.of("en", "sv"), asked, accepted)).isEqualTo(language);
    }
}
