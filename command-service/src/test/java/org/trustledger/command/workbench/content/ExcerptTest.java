package org.trustledger.command.workbench.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.command.workbench.content.Excerpt.Line;

class ExcerptTest {
    @Test
    void theWordAtThePlaceIsMarkedBetweenItsNeighbours() {
        var excerpt = of("one: 1\r\ntwo: [no, yes]\r\nthree: 3\r\nfour: 4\r\n").around(2, 7);

        assertThat(excerpt.lines())
                .containsExactly(
                        new Line(1, "one: 1", "", ""),
                        new Line(2, "two: [", "no", ", yes]"),
                        new Line(3, "three: 3", "", ""));
    }

    @Test
    void columnsCountCharactersAndNotTheirHalves() {
        assertThat(of("a: 🔑 key").around(1, 6).lines()).containsExactly(new Line(1, "a: 🔑 ", "key", ""));
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        var line = of("x".repeat(500) + " wrong " + "y".repeat(500))
                .around(1, 502)
                .lines()
                .getFirst();

        assertThat(line.marked()).isEqualTo("wrong");
        assertThat(line.before()).startsWith("…x").endsWith("x ").hasSizeLessThan(100);
        assertThat(line.after()).startsWith(" y").endsWith("y…").hasSizeLessThan(100);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "1, 99", "9, 1"})
    void aPlaceBeyondTheTextHarmsNothing(int line, int column) {
        assertThat(of("a: b").around(line, column).lines())
                .filteredOn(Line::isHere)
                .hasSize(line == 1 ? 1 : 0);
    }

    @Test
    void whatCannotBePrintedIsReplaced() {
        assertThat(of("a: \u0007b").around(1, 1).lines().getFirst().after()).isEqualTo(" \uFFFDb");
    }

    private static Excerpt.Text of(String text) {
        return new Excerpt.Text(text.getBytes(UTF_8));
    }
}
