package org.trustledger.pdf.typesetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {
    private final Texts english = Texts.in("en").orElseThrow();

    @Test
    void everyLanguageSaysEverything() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/org/trustledger/pdf/typesetting/texts"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".properties", "")))
                    .contains("en", "sv")
                    .allSatisfy(language -> assertThat(
                                    Texts.in(language).orElseThrow().keys())
                            .as("texts in %s", language)
                            .isEqualTo(english.keys()));
        }
    }

    /** What is asked for by the name of what is told. */
    private static final List<String> NAMED =
            List.of("trigger.", "coming.kind.", "field.", "differences.became.", "differences.clause.");

    /** A text that no template asks for is one that was forgotten there, or here. */
    @Test
    void everyTextIsPrintedSomewhere() throws IOException {
        var asked = new TreeSet<String>();
        for (var folder : new String[] {"src/main/jte", "src/main/java/org/trustledger/pdf/typesetting"}) {
            try (var files = Files.list(Path.of(folder))) {
                for (var file : files.toList()) {
                    var quoted = Pattern.compile("\"([a-z.-]+)\"").matcher(Files.readString(file));
                    quoted.results().forEach(match -> asked.add(match.group(1)));
                }
            }
        }
        assertThat(english.keys())
                .allMatch(key -> asked.contains(key) || NAMED.stream().anyMatch(key::startsWith));
    }

    @Test
    void aMissingTextIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> english.say("no.such"))
                .withMessage("texts/en.properties lacks 'no.such'");
    }

    @Test
    void countsReadAsTheLanguageWritesThem() {
        assertThat(english.say("cover.answers", 1)).isEqualTo("1 answer");
        assertThat(english.say("cover.answers", 40)).isEqualTo("40 answers");
        assertThat(Texts.in("sv").orElseThrow().say("cover.subprocessors", 8)).isEqualTo("8 underbiträden");
    }

    @Test
    void aLanguageThePressDoesNotSpeakHasNoTexts() {
        assertThat(Texts.in("xx")).isEmpty();
    }
}
