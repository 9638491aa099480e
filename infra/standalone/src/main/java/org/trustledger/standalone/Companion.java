package org.trustledger.standalone;

import java.util.concurrent.CompletableFuture;

/** A process that runs beside the launcher, and can end by itself. */
interface Companion {
    /** Completes when it has ended and nothing of it is left, with how: "exit code 137". */
    CompletableFuture<String> ended();

    /** Whether it answers that it can do its work. */
    boolean isReady();

    /** Stops it and waits until it is gone. */
    void stop();
}
