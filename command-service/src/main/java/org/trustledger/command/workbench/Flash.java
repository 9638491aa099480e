package org.trustledger.command.workbench;

import java.io.Serializable;

/**
 * What came of the form that was sent, shown on the next page and never again.
 *
 * @param good whether it went well
 */
public record Flash(boolean good, String text) implements Serializable {
    /** It went well. */
    public static Flash done(String text) {
        return new Flash(true, text);
    }

    /** It did not, and the text says what to do. */
    public static Flash failed(String text) {
        return new Flash(false, text);
    }
}
