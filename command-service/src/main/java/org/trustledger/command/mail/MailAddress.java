package org.trustledger.command.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which addresses any mail server delivers to. */
public final class MailAddress {
    private static final int MOST = 254;
    // Beyond ASCII only some servers know it, and none of them says so before it is sent to.
    private static final Pattern LOCAL_PART = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}");

    private MailAddress() {}

    /** The address as servers take it, its domain in ASCII; empty if it is none that can be delivered to. */
    public static Optional<String> deliverable(String typed) {
        var address = typed.strip();
        var at = address.lastIndexOf('@');
        if (at < 0 || !LOCAL_PART.matcher(address.substring(0, at)).matches()) {
            return Optional.empty();
        }
        try {
            var domain = IDN.toASCII(address.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
            var ascii = address.substring(0, at + 1) + domain;
            new InternetAddress(ascii, true).validate();
            return domain.isEmpty() || domain.endsWith(".") || ascii.length() > MOST
                    ? Optional.empty()
                    : Optional.of(ascii);
        } catch (IllegalArgumentException | AddressException _) {
            return Optional.empty();
        }
    }
}
