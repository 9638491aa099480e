package org.trustledger.command.mail;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mail server.
 *
 * @param host its name; empty if there is none, and then nothing is sent
 * @param port that it listens on
 * @param startTls whether the connection must be, may be or is not encrypted
 * @param user that it knows the office by; empty if it asks for none
 * @param password of that user
 * @param from address that letters come from
 * @param office address under which staff reach the office, for the links in letters
 */
@ConfigurationProperties("trust-ledger.mail")
public record MailSettings(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("required") StartTls startTls,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String from,
        @Nullable URI office) {

    /** How a connection is encrypted. */
    public enum StartTls {
        /** A server that cannot is not sent to. */
        REQUIRED,
        /** If the server offers it. */
        OFFERED,
        /** For a server on the same machine. */
        NEVER
    }

    public MailSettings {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "trust-ledger.mail.port is %d: set it to the port of your mail server, from 1 to 65535"
                            .formatted(port));
        }
        if (!host.isBlank()) {
            var given = from;
            from = MailAddress.deliverable(given)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "trust-ledger.mail.from is '%s': set it to the address that letters come from, such as trust@example.com"
                                    .formatted(given)));
            if (office == null
                    || office.getHost() == null
                    || !Set.of("http", "https").contains(office.getScheme())) {
                throw new IllegalArgumentException(
                        "trust-ledger.mail.office is '%s': set it to the address under which staff reach the office, such as https://office.example.com"
                                .formatted(office == null ? "" : office));
            }
        }
        office = office == null || office.toString().isEmpty()
                ? null
                : URI.create(office.toString().replaceFirst("/$", ""));
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "MailSettings[%s:%d]".formatted(host, port);
    }
}
