package org.trustledger.query.views;

import org.springframework.http.HttpStatus;
import org.trustledger.query.platform.Problem;

/** A parameter that should be a date is none, or none that can be asked for. */
public final class NotADate extends Problem {
    private static final long serialVersionUID = 1;

    NotADate(String parameter, String value, String why) {
        super(
                HttpStatus.BAD_REQUEST,
                "not-a-date",
                "A date cannot be read",
                "%s '%s' %s.".formatted(parameter, shortened(value), why));
        with("parameter", parameter);
        with("value", shortened(value));
    }

    private static String shortened(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
