package org.trustledger.query.site;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One pack: how far it has come, and in the end the file. Whoever has its address may hand it on.
 *
 * @param which its dates, language and place in the ledger
 * @param said how it stands, in a sentence
 * @param download null until it is issued
 * @param digest of the sealed file; null until it is issued
 * @param ways what else can be done
 * @param watching null once there is nothing more to come
 */
public record PackPage(
        Frame frame,
        Said scope,
        List<String> which,
        List<Step> steps,
        String said,
        @Nullable Link download,
        @Nullable String digest,
        boolean demonstration,
        List<Link> ways,
        @Nullable Watching watching)
        implements Framed {

    /** How a step of the way stands. */
    public enum State {
        DONE,
        NOW,
        LATER,
        FAILED
    }

    /**
     * One of the steps from the request to the register.
     *
     * @param moment when it was reached; null if it was not, or that is not known
     * @param stands the same as {@code state} in words
     */
    public record Step(
            State state,
            String stands,
            String label,
            @Nullable String moment,
            @Nullable String detail) {

        /** The state as the stylesheet calls it. */
        public String form() {
            return state.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * That the page looks again by itself.
     *
     * @param seconds after how many; null if the reader stopped it
     */
    public record Watching(String said, @Nullable Integer seconds, Link again, Link change) {}
}
