package org.trustledger.query;

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
    private static final List<String> USABLE = List.of(
            "spring.datasource.url=jdbc:postgresql://localhost:1/nowhere",
            "spring.datasource.username=runtime",
            "spring.datasource.password=hidden-value",
            "spring.flyway.user=owner",
            "spring.flyway.password=hidden-value");

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
                        "trust-ledger.archiv.directory=/archive",
                        "There is no setting trust-ledger.archiv.directory: did you mean trust-ledger.archive.directory?"),
                Arguments.of(
                        "trust-ledger.https-only=perhaps",
                        "trust-ledger.https-only is 'perhaps': set it to true or false."),
                Arguments.of(
                        "trust-ledger.public-base=ftp://site.example",
                        "trust-ledger.public-base is 'ftp://site.example': give an address such as https://trust.example.com."),
                Arguments.of(
                        "spring.datasource.password=",
                        "spring.datasource.password is not set: set it to that role's password, from a file if you can."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unusable(String setting, String sentence) {
        var start = ServiceStart.inVain(
                "org.trustledger.query.QueryServiceApplication",
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
