package org.trustledger.command;

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
            "spring.flyway.password=hidden-value",
            "trust-ledger.identity.issuer=https://id.example",
            "trust-ledger.actors.secret=0123456789abcdef0123456789abcdef");

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
                        "trust-ledger.kafka.bootstrap-server=localhost:9092",
                        "There is no setting trust-ledger.kafka.bootstrap-server: did you mean trust-ledger.kafka.bootstrap-servers?"),
                Arguments.of(
                        "trust-ledger.packs.debounce=soon",
                        "trust-ledger.packs.debounce is 'soon': set it to a duration such as 2s or 5m."),
                Arguments.of(
                        "trust-ledger.reception.port=70000",
                        "trust-ledger.reception.port is 70000: set it to a free port from 1 to 65535."),
                Arguments.of(
                        "trust-ledger.actors.secret=hidden-value",
                        "trust-ledger.actors.secret is too short: set it to at least 32 random characters and keep it for ever."),
                Arguments.of(
                        "trust-ledger.identity.issuer=",
                        "trust-ledger.identity.issuer is '': set it to the https address of your OpenID provider, exactly as in the iss claim of its tokens."),
                Arguments.of(
                        "spring.flyway.user=",
                        "spring.flyway.user is not set: set it to the role that owns the tables."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unusable(String setting, String sentence) {
        var start = ServiceStart.inVain(
                "org.trustledger.command.CommandServiceApplication",
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
