package org.trustledger.operating;

import java.util.Arrays;
import java.util.stream.Stream;

/** Fastened to a failure of which the person at the terminal has read already. */
public final class Told extends Throwable {
    private static final long serialVersionUID = 1;

    private Told() {
        super("Told", null, false, false);
    }

    static void of(Throwable failure) {
        failure.addSuppressed(new Told());
    }

    /** Whether the sentence about a failed start is on standard error, so that another would be one too many. */
    public static boolean is(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> Arrays.stream(cause.getSuppressed()))
                .anyMatch(Told.class::isInstance);
    }
}
