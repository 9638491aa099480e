package org.trustledger.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final List<String> ORDER = List.of("publish", "import", "visible");

    @Test
    void aRunReplacesTheRowsItMeasuredAndLeavesTheOthers() {
        var first =
                Results.page(Map.of(), Map.of("visible", "slow\n", "publish", "| fast |\n\nOn a machine.\n"), ORDER);

        var second = Results.page(Results.sectionsOf(first), Map.of("visible", "quick\n", "import", "new\n"), ORDER);

        assertThat(Results.sectionsOf(second))
                .containsExactly(
                        Map.entry("publish", "| fast |\n\nOn a machine.\n"),
                        Map.entry("import", "new\n"),
                        Map.entry("visible", "quick\n"));
    }

    @Test
    void whatIsReadAndWrittenAgainIsTheSamePage() {
        var page = Results.page(Map.of(), Map.of("publish", "| fast |\n"), ORDER);

        assertThat(Results.page(Results.sectionsOf(page), Map.of(), ORDER)).isEqualTo(page);
    }
}
