package org.trustledger.command.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The address that letters come back to, of each letter another, so that a bounce says by its address which it was. */
final class ReturnPath {
    private final String name;
    private final String domain;
    private final Pattern ofLetter;

    private ReturnPath(String name, String domain) {
        this.name = name;
        this.domain = domain;
        ofLetter = Pattern.compile(
                "(?<![^\\s<,:;\"])%s\\+(%s)@%s(?![a-zA-Z0-9.-])"
                        .formatted(Pattern.quote(name), Letter.ID.pattern(), Pattern.quote(domain)),
                Pattern.CASE_INSENSITIVE);
    }

    static ReturnPath to(String address) {
        var at = address.lastIndexOf('@');
        return new ReturnPath(address.substring(0, at), address.substring(at + 1));
    }

    /** The address that a letter comes back to. */
    String of(String letter) {
        return "%s+%s@%s".formatted(name, letter, domain);
    }

    /** Which letter came back to an address among these; empty if none did. */
    Optional<String> letter(String addresses) {
        var found = ofLetter.matcher(addresses);
        return found.find() ? Optional.of(found.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
