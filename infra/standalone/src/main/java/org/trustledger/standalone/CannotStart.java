package org.trustledger.standalone;

import org.jspecify.annotations.Nullable;

/** Why nothing runs, in one sentence for the person at the terminal. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int WRONG_USE = 2;
    private static final int FAILURE = 1;

    private final int exitCode;

    private CannotStart(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    static CannotStart because(String sentence, @Nullable Object... values) {
        return new CannotStart(FAILURE, sentence.formatted(values));
    }

    static CannotStart asked(String sentence, @Nullable Object... values) {
        return new CannotStart(WRONG_USE, sentence.formatted(values));
    }

    int exitCode() {
        return exitCode;
    }
}
