package org.trustledger.standalone;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Tells the person at the terminal what happens, with the seconds since the start. */
final class Progress {
    private static final double NANOS = 1e9;

    private final PrintStream out;
    private final long started = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String sentence, @Nullable Object... values) {
        out.printf("%6.1f s  %s%n", (System.nanoTime() - started) / NANOS, sentence.formatted(values));
        out.flush();
    }

    synchronized void print(String text) {
        out.println(text);
        out.flush();
    }
}
