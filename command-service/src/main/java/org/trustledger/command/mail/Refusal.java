package org.trustledger.command.mail;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers with which a mail server refused a letter. Its words are left out: they may have the address.
 *
 * @param code of RFC 5321, such as {@code 550}
 * @param status of RFC 3463, such as {@code 5.1.1}; null if it gave none
 */
public record Refusal(int code, @Nullable String status) {
    private static final Pattern STATUS = Pattern.compile("[45]\\.[0-9]{1,3}\\.[0-9]{1,3}");
    private static final int LEAST = 400;
    private static final int MOST = 599;

    public Refusal {
        if (code < LEAST
                || code > MOST
                || (status != null && !STATUS.matcher(status).matches())) {
            throw new IllegalArgumentException("Nothing is refused so");
        }
    }
}
