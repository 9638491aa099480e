package org.trustledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every service promises of its settings: they are documented as they are, and a wrong one stops the real main
 * with a sentence. Each service's test adds a static method {@code unusable} of pairs: a setting, and the sentence it
 * gets.
 */
public abstract class SettingsContract {
    private final Class<?> application;
    private final List<String> keys;
    private final List<String> usable;

    /**
     * @param application has the main method
     * @param keys that the code reads
     * @param usable settings, each {@code key=value}, with which nothing is wrong
     */
    protected SettingsContract(Class<?> application, List<String> keys, List<String> usable) {
        this.application = application;
        this.keys = List.copyOf(keys);
        this.usable = List.copyOf(usable);
    }

    @Test
    void everyKeyOfTheCodeIsDocumentedAndNoOther() {
        var document = SettingsDocument.in(Path.of("docs", "settings.md"));
        assertThat(document.keys().stream().filter(key -> key.startsWith("trust-ledger.")))
                .containsExactlyInAnyOrderElementsOf(keys);
        assertThat(document.keys()).doesNotHaveDuplicates();
        assertThat(document.incomplete())
                .as("rows without a meaning, a default or an example")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unusable(String setting, String sentence) {
        var start = startInVain(Stream.concat(
                        usable.stream().filter(other -> !other.startsWith(setting.replaceFirst("=.*", "="))),
                        Stream.of(setting))
                .toList());

        assertThat(start.errors().strip()).isEqualTo(sentence);
        assertThat(start.output()).contains(sentence).doesNotContain("\tat ", "APPLICATION FAILED", "hidden-value");
        assertThat(start.exitCode()).isEqualTo(2);
    }

    @Test
    void aVariableThatWouldNotBeReadIsNotPassedOver() {
        var start = ServiceStart.inVain(
                application.getName(),
                Map.of(
                        "TRUST_LEDGER_KAFKA_BOOTSTRAP_SERVERS",
                        "localhost:9092",
                        "TRUST_LEDGER_KAFKA_PROPERTIES_SECURITY_PROTOCOL",
                        "SASL_SSL"),
                usable);

        assertThat(start.errors().strip())
                .isEqualTo("The variable TRUST_LEDGER_KAFKA_PROPERTIES_SECURITY_PROTOCOL is not read:"
                        + " write TRUSTLEDGER_KAFKA_PROPERTIES_SECURITY_PROTOCOL.");
        assertThat(start.exitCode()).isEqualTo(2);
    }

    /** Starts the real main with arguments that come before the usable settings. */
    ServiceStart startInVain(String... arguments) {
        return startInVain(Stream.concat(Stream.of(arguments), usable.stream()).toList());
    }

    private ServiceStart startInVain(List<String> settings) {
        return ServiceStart.inVain(
                application.getName(), Map.of("TRUST_LEDGER_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"), settings);
    }
}
