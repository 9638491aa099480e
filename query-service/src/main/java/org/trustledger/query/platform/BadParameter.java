package org.trustledger.query.platform;

import org.springframework.http.HttpStatus;

/** A parameter of the address is not one, or its value cannot be. */
public final class BadParameter extends Problem {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 60;

    /** @param why what is wrong with it and what to give instead, as the end of a sentence */
    public BadParameter(String parameter, String value, String why) {
        super(
                HttpStatus.BAD_REQUEST,
                "bad-parameter",
                "A parameter cannot be read",
                "%s '%s' %s.".formatted(shortened(parameter), shortened(value), why));
        with("parameter", shortened(parameter));
        with("value", shortened(value));
    }

    /** As much of a value as a message can take. */
    public static String shortened(String value) {
        return value.length() <= SHOWN
                ? value
                : value.substring(0, Character.isHighSurrogate(value.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN) + "…";
    }
}
