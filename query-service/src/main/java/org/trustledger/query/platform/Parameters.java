package org.trustledger.query.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of an address, each as often as it may be given.
 *
 * <p>An unknown one is refused: a reader who misspells a date would otherwise be answered about another one.
 */
public final class Parameters {
    private static final int MOST_VALUES = 16;

    private final HttpServletRequest request;

    private Parameters(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * @param known every name that may be given
     * @throws BadParameter if another one is given
     */
    public static Parameters of(HttpServletRequest request, String... known) {
        for (var name : request.getParameterMap().keySet()) {
            if (!Arrays.asList(known).contains(name)) {
                throw new BadParameter(
                        name,
                        request.getParameterValues(name)[0],
                        "is not known here. Give one of %s".formatted(String.join(", ", known)));
            }
        }
        return new Parameters(request);
    }

    /**
     * Empty if it is not given, or given blank.
     *
     * @throws BadParameter if it is given more than once
     */
    public Optional<String> one(String name) {
        var values = request.getParameterValues(name);
        if (values == null) {
            return Optional.empty();
        }
        if (values.length > 1) {
            throw new BadParameter(name, values[1], "is given %d times. Give it once".formatted(values.length));
        }
        return values[0].isBlank() ? Optional.empty() : Optional.of(values[0].strip());
    }

    /** Every value that is not blank, each once. */
    public List<String> all(String name) {
        var values = request.getParameterValues(name);
        if (values == null) {
            return List.of();
        }
        if (values.length > MOST_VALUES) {
            throw new BadParameter(
                    name,
                    values[MOST_VALUES],
                    "is one too many of %d. Give at most %d".formatted(values.length, MOST_VALUES));
        }
        return Arrays.stream(values)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /** @throws BadParameter if it is not a whole number within the bounds, both inclusive */
    public Optional<Long> number(String name, long least, long most) {
        return one(name).map(value -> {
            try {
                var number = Long.parseLong(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Refused below, with the numbers that are out of bounds.
            }
            throw new BadParameter(
                    name,
                    value,
                    most == Long.MAX_VALUE
                            ? "is no whole number from %d upward".formatted(least)
                            : "is no whole number from %d to %d".formatted(least, most));
        });
    }

    /** How many entries a page may have. */
    public int limit(int unlessGiven, int most) {
        return number("limit", 1, most).map(Long::intValue).orElse(unlessGiven);
    }

    /** One of them as it is written into an address. */
    public static String written(String name, String value) {
        return "%s=%s".formatted(name, URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
