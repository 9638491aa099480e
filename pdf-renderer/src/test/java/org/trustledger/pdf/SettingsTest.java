package org.trustledger.pdf;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.trustledger.operating.Settings;
import org.trustledger.testing.SettingsContract;

class SettingsTest extends SettingsContract {
    SettingsTest() {
        super(
                PdfRendererApplication.class,
                Settings.onTheClassPath().keys(),
                List.of("trust-ledger.identity.client-secret=hidden-value", "trust-ledger.seal.password=hidden-value"));
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
}
