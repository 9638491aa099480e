package org.trustledger.query;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.trustledger.operating.Settings;
import org.trustledger.testing.DatabaseSettingsContract;

class SettingsTest extends DatabaseSettingsContract {
    SettingsTest() {
        super(QueryServiceApplication.class, Settings.onTheClassPath().keys(), List.of());
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
                        "trust-ledger.brand.nordhamn.acent=#12456b",
                        "trust-ledger.brand.nordhamn.acent is no setting: after the id of a trust center comes logo, accent.light or accent.dark."),
                Arguments.of(
                        "spring.datasource.password=",
                        "spring.datasource.password is not set: set it to that role's password, from a file if you can."));
    }
}
