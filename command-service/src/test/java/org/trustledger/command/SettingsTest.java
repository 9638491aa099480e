package org.trustledger.command;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.trustledger.operating.Settings;
import org.trustledger.testing.DatabaseSettingsContract;

class SettingsTest extends DatabaseSettingsContract {
    SettingsTest() {
        super(
                CommandServiceApplication.class,
                Settings.onTheClassPath().keys(),
                List.of(
                        "trust-ledger.identity.issuer=https://id.example",
                        "trust-ledger.actors.secret=0123456789abcdef0123456789abcdef"));
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of(
                        "trust-ledger.kafka.bootstrap-server=localhost:9092",
                        "There is no setting trust-ledger.kafka.bootstrap-server: did you mean trust-ledger.kafka.bootstrap-servers?"),
                Arguments.of(
                        "trust-ledger.kafka.bootstrap-servers=",
                        "trust-ledger.kafka.bootstrap-servers is not set: set it to host:port of your Kafka brokers."),
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
                        "trust-ledger.workbench.idle-timeout=0s",
                        "trust-ledger.workbench.idle-timeout is PT0S: set it to longer than zero, such as 30m."),
                Arguments.of(
                        "trust-ledger.workbench.public-base=office.example",
                        "trust-ledger.workbench.public-base is 'office.example': set it to an address such as https://office.example.com."),
                Arguments.of(
                        "trust-ledger.brand.nordhamn.colour=#12456b",
                        "trust-ledger.brand.nordhamn.colour is no setting: after the id of a trust center comes logo, accent.light or accent.dark."),
                Arguments.of(
                        "trust-ledger.webhooks.allowed-hosts=hooks.example.com,https://hooks.example.org",
                        "trust-ledger.webhooks.allowed-hosts has 'https://hooks.example.org': write a host or host:port, such as hooks.example.com:8443."),
                Arguments.of(
                        "trust-ledger.people.keys.url=jdbc:postgresql://localhost/keys",
                        "trust-ledger.people.secret is not set: set it to at least 32 random characters and keep it for ever."),
                Arguments.of(
                        "trust-ledger.subscriptions.site=trust.example",
                        "trust-ledger.subscriptions.site is 'trust.example': set it to an address such as https://trust.example.com."),
                Arguments.of(
                        "trust-ledger.notices.gather=-1s",
                        "trust-ledger.notices.gather is PT-1S: set it to zero or longer, such as 10m."),
                Arguments.of(
                        "trust-ledger.mail.dkim.key=hidden-value",
                        "trust-ledger.mail.dkim.domain is '': set it to the domain that signs letters, such as example.com."),
                Arguments.of(
                        "trust-ledger.mail.trusted-certificates=hidden-value",
                        "trust-ledger.mail.trusted-certificates has no certificates: set it to some in PEM, each from -----BEGIN CERTIFICATE----- to its end, from a file."),
                Arguments.of(
                        "trust-ledger.mail.bounces.address=bounces@example.com",
                        "trust-ledger.mail.bounces.host is not set: set it to the IMAP server of the mailbox that letters come back to, such as imap.example.com."),
                Arguments.of(
                        "spring.flyway.user=",
                        "spring.flyway.user is not set: set it to the role that owns the tables."));
    }
}
