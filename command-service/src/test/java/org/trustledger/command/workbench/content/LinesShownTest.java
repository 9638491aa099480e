package org.trustledger.command.workbench.content;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trustledger.command.content.Plan;
import org.trustledger.command.content.Planned;
import org.trustledger.events.FactCodec;
import org.trustledger.presentation.Phrase;

class LinesShownTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Planned PLAN =
            new Planned(4, Set.of(), NOW, null, ZoneId.of("Europe/Stockholm"), "en", 1, null, null, Map.of());

    private final ContentTexts english = new ContentTextFiles().in("en");
    private final ContentTexts swedish = new ContentTextFiles().in("sv");

    @Test
    void whatChangesIsToldWordByWord() {
        var shown = new LinesShown(english, PLAN)
                .show(line(NOW, new Plan.Text("text/en", "Within 48 hours.", "Within 24 hours.")), Set.of());

        assertThat(shown.kind()).isEqualTo("Answer");
        assertThat(shown.when()).isEqualTo("from when it is applied");
        assertThat(shown.texts()).singleElement().satisfies(text -> {
            assertThat(text.label()).isEqualTo("Text, English");
            assertThat(text.language()).isEqualTo("en");
            assertThat(html(text))
                    .contains("<del><span class=\"unseen\">removed: </span>48</del>")
                    .contains("<ins><span class=\"unseen\">added: </span>24</ins>");
        });
    }

    @Test
    void datesAndReasonsAreInTheReadersLanguage() {
        var shown =
                new LinesShown(swedish, PLAN).show(line(Instant.parse("2027-01-31T23:00:00Z")), Set.of("answers/why"));

        assertThat(shown.when()).isEqualTo("från 1 feb. 2027");
        assertThat(shown.isLater()).isTrue();
        assertThat(shown.reason()).isEqualTo(new Phrase("Frågades efter", null));
        assertThat(shown.ticked()).isTrue();
    }

    @Test
    void whatStaysIsToldOnlyNearToWhatDoesNot() {
        var stays = "What is stored is encrypted. ".repeat(40);
        var shown = new LinesShown(english, PLAN)
                .show(line(NOW, new Plan.Text("text/en", stays + "old" + stays, stays + "new" + stays)), Set.of());

        assertThat(html(shown.texts().getFirst())).contains(" … ", "old", "new").hasSizeLessThan(500);
    }

    @Test
    void onePageBearsSoManyDifferences() {
        var lines = new LinesShown(english, PLAN);
        var lengthy = line(NOW, new Plan.Text("text/en", null, "word ".repeat(5_000)));

        var shown = IntStream.range(0, 50)
                .mapToObj(_ -> lines.show(lengthy, Set.of()))
                .toList();

        assertThat(shown.stream()
                        .flatMap(each -> each.texts().stream())
                        .mapToInt(text -> html(text).length())
                        .sum())
                .isBetween(10_000, 50_000);
        assertThat(shown.getLast().more()).isEqualTo("1 more difference is in the whole plan.");
    }

    private static String html(LineShown.TextShown text) {
        var output = new StringOutput();
        text.redline().writeTo(output);
        return output.toString();
    }

    private static Plan.Line line(Instant from, Plan.Text... texts) {
        var json = FactCodec.mapper();
        return json.readValue("""
                {"kind":"answers","item":"why","title":"Why?","change":"changed","from":"%s","until":null,"corrects":null,
                 "reason":{"en":"Asked for","sv":"Frågades efter"},"fields":["text"],"texts":%s}""".formatted(from, json.writeValueAsString(texts)), Plan.Line.class);
    }
}
