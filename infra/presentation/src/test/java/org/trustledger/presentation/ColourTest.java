package org.trustledger.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourTest {
    private static final String CSS = """
            :root { --paper: #ffffff; --accent: #12456b; --gap: 2rem; }
            .past { --paper: #f3ecdc; }
            @media (prefers-color-scheme: dark) {
              :root {
                --paper: #14161a;
              }
              .past { --accent: #8dbbe3; }
            }
            @media print { :root { --paper: #000000; } }
            """;

    // The ratios are those of the examples that the W3C gives with its definition, and of the extremes.
    @ParameterizedTest
    @CsvSource({"#000000, #ffffff, 21.0", "#ffffff, #ffffff, 1.0", "#767676, #ffffff, 4.54", "#777777, #ffffff, 4.48"})
    void contrastIsThatOfTheGuidelinesBothWays(String one, String other, double ratio) {
        var text = Colour.of(one).orElseThrow();
        var ground = Colour.of(other).orElseThrow();
        assertThat(text.contrast(ground)).isCloseTo(ratio, within(0.01)).isEqualTo(ground.contrast(text));
    }

    @ParameterizedTest
    @CsvSource({"red", "#fff", "12456b", "#12456g", "#12456b80"})
    void whatIsNoColourOfSixDigitsIsNone(String text) {
        assertThat(Colour.of(text)).isEmpty();
    }

    @Test
    void aStylesheetNamesItsColoursByDayAndNightTodayAndThen() {
        var palette = Palette.of(CSS);

        assertThat(palette.today(false)).hasToString("{paper=#ffffff, accent=#12456b}");
        assertThat(palette.past(false)).hasToString("{paper=#f3ecdc, accent=#12456b}");
        assertThat(palette.today(true)).hasToString("{paper=#14161a, accent=#12456b}");
        assertThat(palette.past(true)).hasToString("{paper=#14161a, accent=#8dbbe3}");
    }
}
