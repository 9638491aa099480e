package org.trustledger.command.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a call. Has nothing of the endpoint's address and nothing that the endpoint said but a number. */
public sealed interface Outcome {

    /** It was taken. */
    record Accepted(int status) implements Outcome {}

    /** The endpoint wants no calls any more. */
    record Gone() implements Outcome {}

    /**
     * The endpoint answered otherwise; a redirect too, for none is followed.
     *
     * @param retryAfter when it wants to be called again; null if it did not say
     */
    record Refused(int status, @Nullable Duration retryAfter) implements Outcome {}

    /** There was no answer. Whether the endpoint has what it was told is not known. */
    record Unreachable(Why why) implements Outcome {}

    /** What stood in the way of an answer. */
    enum Why {
        /** The name leads nowhere, or to what is not on the public internet: which of them is nobody's to find out. */
        NO_PUBLIC_ADDRESS,
        /** Nobody listens there. */
        NO_CONNECTION,
        /** The certificate is none that one can trust, or what is spoken there is no TLS. */
        NOT_SECURE,
        /** It took too long, from looking the name up to the end of the answer. */
        TOO_SLOW,
        /** The connection ended before the answer. */
        BROKEN_OFF,
        /** What was said there is no HTTP, or goes on and on. */
        NOT_HTTP,
        /**
         * The office had enough others to call or to look up: this call was not made, which is not its endpoint's
         * fault.
         */
        BUSY
    }

    /** Whether the endpoint has it. */
    default boolean isAccepted() {
        return this instanceof Accepted;
    }
}
