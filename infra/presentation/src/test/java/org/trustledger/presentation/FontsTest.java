package org.trustledger.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FontsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "IBMPlexSerif-Regular",
                "IBMPlexSerif-SemiBold",
                "IBMPlexSerif-Italic",
                "IBMPlexSans-Regular",
                "IBMPlexSans-SemiBold",
                "IBMPlexMono-Regular"
            })
    void theFontsOfThePackAreCompleteTrueType(String name) throws Exception {
        try (var file = Markdown.class.getResourceAsStream("fonts/%s.ttf".formatted(name))) {
            var font = Font.createFont(Font.TRUETYPE_FONT, file);
            assertThat(font.canDisplayUpTo("Å ä ö – № fjord Łódź Кириллица")).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IBMPlexSerif-Regular-Latin1",
                "IBMPlexSerif-SemiBold-Latin1",
                "IBMPlexSans-Regular-Latin1",
                "IBMPlexSans-SemiBold-Latin1",
                "IBMPlexMono-Regular-Latin1",
                "LedgerSerif-Regular",
                "LedgerSerif-SemiBold",
                "LedgerSans-Regular",
                "LedgerSans-SemiBold",
                "LedgerMono-Regular",
                "LedgerSerif-Italic",
                "LedgerSans-Italic"
            })
    void theFontsOfThePageAreWoff2(String name) throws IOException {
        try (var file = Markdown.class.getResourceAsStream("fonts/%s.woff2".formatted(name))) {
            assertThat(file).isNotNull();
            assertThat(file.readNBytes(4)).asString().isEqualTo("wOF2");
        }
    }
}
