package org.trustledger.command.mail;

import java.net.URI;
import java.security.PrivateKey;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
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
 * @param trustedCertificates in PEM, those that the mail servers show or that issued theirs; empty if those that Java
 *     trusts are meant
 * @param dkim how letters are signed
 * @param bounces the mailbox that letters come back to
 */
@ConfigurationProperties("trust-ledger.mail")
public record MailSettings(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("required") StartTls startTls,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String from,
        @Nullable URI office,
        @DefaultValue("") String trustedCertificates,
        @DefaultValue Dkim dkim,
        @DefaultValue Bounces bounces) {

    /** How a connection is encrypted. */
    public enum StartTls {
        /** A server that cannot is not sent to. */
        REQUIRED,
        /** If the server offers it. */
        OFFERED,
        /** For a server on the same machine. */
        NEVER,
        /** From the first octet, on a port that speaks nothing else. */
        IMPLICIT
    }

    /**
     * The signature on letters (RFC 6376). All three are set, or none and nothing is signed.
     *
     * @param domain that signs
     * @param selector under which the public key is published in that domain
     * @param key in PEM
     */
    public record Dkim(
            @DefaultValue("") String domain,
            @DefaultValue("") String selector,
            @DefaultValue("") String key) {
        private static final Pattern SELECTOR =
                Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9-]{1,63})*");

        public Dkim {
            if (Stream.of(domain, selector, key).anyMatch(each -> !each.isBlank())) {
                var given = domain;
                domain = MailAddress.deliverable("postmaster@" + given)
                        .map(MailSettings::domainOf)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "trust-ledger.mail.dkim.domain is '%s': set it to the domain that signs letters, such as example.com"
                                        .formatted(given)));
                if (!SELECTOR.matcher(selector).matches()) {
                    throw new IllegalArgumentException(
                            "trust-ledger.mail.dkim.selector is '%s': set it to the name before ._domainkey.%s under which the public key is published, such as trust2026"
                                    .formatted(selector, domain));
                }
                Pem.rsaKey("trust-ledger.mail.dkim.key", key);
            }
        }

        boolean isThere() {
            return !domain.isBlank();
        }

        PrivateKey privateKey() {
            return Pem.rsaKey("trust-ledger.mail.dkim.key", key);
        }

        /** Leaves the key out. */
        @Override
        public String toString() {
            return "Dkim[%s._domainkey.%s]".formatted(selector, domain);
        }
    }

    /**
     * The mailbox that undeliverable letters come back to.
     *
     * @param host of its IMAP server; empty if there is none, and then nobody hears of letters that come back
     * @param port that it listens on
     * @param startTls how the connection is encrypted
     * @param user whose mailbox it is
     * @param password of that user
     * @param folder that they arrive in
     * @param address of the mailbox; it takes mail to the same address with a {@code +} and a letter's id behind its
     *     name as well
     */
    public record Bounces(
            @DefaultValue("") String host,
            @DefaultValue("993") int port,
            @DefaultValue("implicit") StartTls startTls,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("INBOX") String folder,
            @DefaultValue("") String address) {
        // What is before the @ has room for 64, and the id of a letter needs 41.
        private static final int LONGEST_NAME = 23;

        public Bounces {
            requirePort("trust-ledger.mail.bounces.port", port);
            if (host.isBlank() && !address.isBlank()) {
                throw new IllegalArgumentException(
                        "trust-ledger.mail.bounces.host is not set: set it to the IMAP server of the mailbox that letters come back to, such as imap.example.com");
            }
            if (!host.isBlank()) {
                var given = address;
                address = MailAddress.deliverable(given)
                        .filter(usable -> usable.lastIndexOf('@') <= LONGEST_NAME)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "trust-ledger.mail.bounces.address is '%s': set it to the address of that mailbox, such as bounces@trust.example.com, with no more than %d characters before the @"
                                        .formatted(given, LONGEST_NAME)));
                if (user.isBlank()) {
                    throw new IllegalArgumentException(
                            "trust-ledger.mail.bounces.user is not set: set it to the user whose mailbox it is");
                }
            }
        }

        boolean isThere() {
            return !host.isBlank();
        }

        @Nullable ReturnPath returnPath() {
            return isThere() ? ReturnPath.to(address) : null;
        }

        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Bounces[%s:%d]".formatted(host, port);
        }
    }

    public MailSettings {
        requirePort("trust-ledger.mail.port", port);
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
            if (dkim.isThere() && !isOrIsBelow(domainOf(from), dkim.domain())) {
                throw new IllegalArgumentException(
                        "trust-ledger.mail.dkim.domain is '%s': set it to the domain of trust-ledger.mail.from, or one above it, or nobody takes the signature for the sender's"
                                .formatted(dkim.domain()));
            }
        }
        office = office == null || office.toString().isEmpty()
                ? null
                : URI.create(office.toString().replaceFirst("/$", ""));
        if (!trustedCertificates.isBlank()) {
            Pem.trusting("trust-ledger.mail.trusted-certificates", trustedCertificates);
        }
    }

    private static void requirePort(String key, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "%s is %d: set it to the port of your mail server, from 1 to 65535".formatted(key, port));
        }
    }

    private static boolean isOrIsBelow(String domain, String other) {
        return ("." + domain).toLowerCase(Locale.ROOT).endsWith("." + other.toLowerCase(Locale.ROOT));
    }

    private static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** The domain that letters come from. */
    String domain() {
        return domainOf(from);
    }

    /** What makes encrypted connections that trust whom they should; null if Java's own does. */
    @Nullable SSLSocketFactory trusting() {
        return trustedCertificates.isBlank()
                ? null
                : Pem.trusting("trust-ledger.mail.trusted-certificates", trustedCertificates);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "MailSettings[%s:%d]".formatted(host, port);
    }
}
