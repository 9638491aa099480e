package org.trustledger.command.relay;

import org.jspecify.annotations.Nullable;

/** Kafka did not say what it was asked about its topic. */
final class NotAnswered extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAnswered(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
