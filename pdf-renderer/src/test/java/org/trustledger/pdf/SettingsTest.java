package org.trustledger.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trustledger.operating.Settings;
import org.trustledger.testing.ServiceStart;
import org.trustledger.testing.SettingsDocument;

/** The settings are documented as they are, and a wrong one stops the real main with a sentence. */
class SettingsTest {
    private static final SettingsDocument DOCUMENT = SettingsDocument.in(Path.of("docs", "settings.md"));
    private static final List<String> USABLE =
            List.of("trust-ledger.identity.client-secret=hidden-value", "trust-ledger.seal.password=hidden-value");

    @Test
    void everyKeyOfTheCodeIsDocumentedAndNoOther() {
        assertThat(DOCUMENT.keys().stream().filter(key -> key.startsWith("trust-ledger.")))
                .containsExactlyInAnyOrderElementsOf(Settings.onTheClassPath().keys());
        assertThat(DOCUMENT.keys()).doesNotHaveDuplicates();
        assertThat(DOCUMENT.incomplete())
                .as("rows without a meaning, a default or an example")
                .isEmpty();
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of(
                        "trust-ledger.seal.pasword=hidden-value",
                        "There is no setting trust-ledger.seal.pasword: did you mean trust-ledger.seal.password?"),
                Arguments.of(
                        "trust-ledger.seal.demonstration=maybe",
                        "trust-ledger.seal.demonstration is 'maybe': set it to true or false."),
                Arguments.of(
                        "trust-ledger.identity.client-secret=",
                        "trust-ledger.identity.client-secret is not set: docs/settings.md says what to give."),
                Arguments.of(
                        "trust-ledger.office.url=office.example",
                        "trust-ledger.office.url is 'office.example': give an address such as https://trust.example.com."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unusable(String setting, String sentence) {
        var start = ServiceStart.inVain(
                "org.trustledger.pdf.PdfRendererApplication",
                Map.of("TRUST_LEDGER_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"),
                Stream.concat(
                                USABLE.stream().filter(usable -> !usable.startsWith(setting.replaceFirst("=.*", "="))),
                                Stream.of(setting))
                        .toList());

        assertThat(start.errors().strip()).isEqualTo(sentence);
        assertThat(start.output()).contains(sentence).doesNotContain("\tat ", "APPLICATION FAILED", "hidden-value");
        assertThat(start.exitCode()).isEqualTo(2);
    }
}
