package org.trustledger.presentation.differences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.presentation.differences.Run.Change.ADDED;
import static org.trustledger.presentation.differences.Run.Change.EQUAL;
import static org.trustledger.presentation.differences.Run.Change.REMOVED;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordDifferenceTest {
    private static List<Run> between(String old, String fresh) {
        return WordDifference.between(old, fresh, new Budget());
    }

    @Test
    void tellsTheWordsThatChangedFromThoseThatStayed() {
        assertThat(between("Backups are kept for 30 days.", "Backups are kept for 90 days, encrypted."))
                .containsExactly(
                        new Run(EQUAL, "Backups are kept for "),
                        new Run(REMOVED, "30"),
                        new Run(ADDED, "90"),
                        new Run(EQUAL, " days"),
                        new Run(ADDED, ", encrypted"),
                        new Run(EQUAL, "."));
    }

    @Test
    void joinsWordsReplacedInARow() {
        assertThat(between("We notify without undue delay.", "We notify within 24 hours."))
                .containsExactly(
                        new Run(EQUAL, "We notify "),
                        new Run(REMOVED, "without undue delay"),
                        new Run(ADDED, "within 24 hours"),
                        new Run(EQUAL, "."));
    }

    @Test
    void takesMarkdownAndAccentsAndSurrogatesForText() {
        assertThat(between("**Säker** 🔒 lagring\n- å", "**Säkrare** 🔓 lagring\n- å"))
                .containsExactly(
                        new Run(EQUAL, "**"),
                        new Run(REMOVED, "Säker"),
                        new Run(ADDED, "Säkrare"),
                        new Run(EQUAL, "** "),
                        new Run(REMOVED, "🔒"),
                        new Run(ADDED, "🔓"),
                        new Run(EQUAL, " lagring\n- å"));
        assertThat(between("", "")).isEmpty();
        assertThat(between("same", "same")).containsExactly(new Run(EQUAL, "same"));
    }

    @Test
    void givesBothTextsBackWhateverTheyAre() {
        var random = new Random(7);
        for (var round = 0; round < 400; round++) {
            assertTrue(text(random, 1 + random.nextInt(60)), text(random, 1 + random.nextInt(60)));
        }
    }

    @Test
    void answersTrulyAboutTextsMadeToBeExpensive() {
        var random = new Random(11);
        var words = IntStream.range(0, 30_000)
                .mapToObj(i -> "w" + random.nextInt(9))
                .toList();
        var others = IntStream.range(0, 30_000)
                .mapToObj(i -> "w" + random.nextInt(9))
                .toList();
        assertTrue(String.join(" ", words), String.join(" ", others));
        assertTrue(String.join("\n", words), String.join("\n", others));
        assertTrue(String.join(". ", words), String.join(". ", others));
        assertTrue("x".repeat(1_000_000), "y".repeat(1_000_000));
        assertTrue("a ".repeat(100_000), "b ".repeat(100_000));
        assertTrue("\n".repeat(100_000), " ".repeat(100_001));
    }

    @Test
    void findsOneWordInALongText() {
        var text = IntStream.range(0, 20_000).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        assertThat(between(text, text.replace("word9999 ", "changed ")).stream().filter(run -> run.change() != EQUAL))
                .containsExactly(new Run(REMOVED, "word9999"), new Run(ADDED, "changed"));
    }

    private static void assertTrue(String old, String fresh) {
        var runs = between(old, fresh);
        assertThat(joined(runs, run -> run.change() != ADDED)).isEqualTo(old);
        assertThat(joined(runs, run -> run.change() != REMOVED)).isEqualTo(fresh);
        for (var index = 1; index < runs.size(); index++) {
            assertThat(runs.get(index).change())
                    .isNotEqualTo(runs.get(index - 1).change());
        }
    }

    private static String joined(List<Run> runs, Predicate<Run> which) {
        return runs.stream().filter(which).map(Run::text).collect(Collectors.joining());
    }

    private static String text(Random random, int words) {
        var pieces = List.of("alfa", "beta", "gamma", " ", "  ", "\n", ". ", "**", "å", "🔒", "e\u0301");
        return random.ints(words, 0, pieces.size()).mapToObj(pieces::get).collect(Collectors.joining());
    }
}
