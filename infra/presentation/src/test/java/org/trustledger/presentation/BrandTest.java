package org.trustledger.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrandTest {
    @TempDir
    Path folder;

    @Test
    void ourOwnColoursWouldBeTaken() {
        var brands = Brand.all(accents("#12456b", "#8dbbe3"));

        assertThat(brands).hasToString("{nordhamn=Brand[accents=Accents[light=#12456b, dark=#8dbbe3], logo=null]}");
    }

    @Test
    void ourOwnColoursAreReadable() {
        var ours = Brand.Accents.ours();

        assertThat(ours).hasToString("Accents[light=#12456b, dark=#8dbbe3]");
        assertThat(Brand.Accents.leastContrast(ours.light(), false)).isGreaterThan(Colour.READABLE);
        assertThat(Brand.Accents.leastContrast(ours.dark(), true)).isGreaterThan(Colour.READABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            #e07b39 | #8dbbe3 | trust-ledger.brand.nordhamn.accent.light is '#e07b39': with the tint of the past (#ebe1ca) its contrast is 2.28 : 1 and must be 4.5 : 1, so give a darker colour
            #12456b | #5a6f85 | trust-ledger.brand.nordhamn.accent.dark is '#5a6f85': with the coming-paper (#2c2414) its contrast is 2.95 : 1 and must be 4.5 : 1, so give a lighter colour
            navy    | #8dbbe3 | trust-ledger.brand.nordhamn.accent.light is 'navy': give a colour such as #12456b
            """)
    void anAccentThatCannotBeReadIsRefusedWithThePairAndItsRatio(String light, String dark, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Brand.all(accents(light, dark)))
                .withMessage(sentence);
    }

    @Test
    void oneAccentWithoutTheOtherIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Brand.all(Map.of("nordhamn.accent.dark", "#8dbbe3")))
                .withMessage("trust-ledger.brand.nordhamn.accent.light is not set but accent.dark is: give both");
    }

    @Test
    void aLogoIsTakenWithItsShape() throws IOException {
        var svg = logo("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 10'><path d='M0 0h1'/></svg>");
        assertThat(svg.width(20)).isEqualTo(80);
        assertThat(svg.extension()).isEqualTo("svg");

        // 3 by 1 pixels; only its header is looked at.
        var png = Files.write(folder.resolve("logo.png"), new byte[] {
            (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 3, 0, 0, 0, 1, 8
        });
        assertThat(Logo.read("key", png).width(20)).isEqualTo(60);
        assertThat(Logo.read("key", png).extension()).isEqualTo("png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<a href='#x'><path/></a>",
                "<image href='https://elsewhere.example/x.png'/>",
                "<use href='https://elsewhere.example/x.svg#x'/>",
                "<path onclick='alert(1)'/>",
                "<path style='fill: url(https://elsewhere.example/x)'/>",
                "<style>@import '//elsewhere.example/x.css';</style>",
                "<foreignObject/>",
                "<body xmlns='http://www.w3.org/1999/xhtml'/>"
            })
    void aLogoThatDoesMoreThanDrawIsRefused(String inside) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        logo("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 10'>%s</svg>".formatted(inside)))
                .withMessageStartingWith("key is '")
                .withMessageEndingWith(". Give an SVG or a PNG that only draws");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 1'/>",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 10'/>",
                "<svg viewBox='0 0 4 1'/>",
                "<html/>",
                "GIF89a"
            })
    void whatIsNoLogoIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> logo(text)).withMessageStartingWith("key is '");
    }

    @Test
    void aLogoThatIsTooLargeOrMissingIsRefused() throws IOException {
        var large = Files.writeString(folder.resolve("large.svg"), " ".repeat(32_001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Logo.read("key", large))
                .withMessageContaining("larger than 32000 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Logo.read("key", folder.resolve("none.svg")))
                .withMessageContaining("cannot be read");
    }

    private Logo logo(String text) throws IOException {
        return Logo.read("key", Files.writeString(folder.resolve("logo.svg"), text));
    }

    private static Map<String, String> accents(String light, String dark) {
        return Map.of("nordhamn.accent.light", light, "nordhamn.accent.dark", dark);
    }
}
