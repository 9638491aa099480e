package org.trustledger.backing;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Stops a postmaster whose parent was killed: a shell that waits for the end of its input, which comes whichever way
 * this process ends.
 */
final class Lifeline implements AutoCloseable {
    // The command line is compared as well as the number, because after a crash the number may be somebody else's.
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            while read -r _; do :; done
            for signal in INT QUIT KILL; do
              tries=0
              while [ $tries -lt 50 ]; do
                pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) || exit 0
                grep -qF -e "$1" "/proc/$pid/cmdline" 2>/dev/null || exit 0
                [ $tries -eq 0 ] && kill -s $signal "$pid" 2>/dev/null
                sleep 0.2
                tries=$((tries + 1))
              done
            done
            """;

    private final Process shell;

    private Lifeline(Process shell) {
        this.shell = shell;
    }

    /** @param cluster data directory of the postmaster, as on its command line; it need not be running yet */
    static Lifeline of(Path cluster) throws IOException {
        return new Lifeline(new ProcessBuilder("sh", "-c", SCRIPT, "trust-ledger-lifeline", cluster.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Lets the shell go; it stops the postmaster if that is still running. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
        } catch (IOException alreadyGone) {
            shell.destroy();
        }
    }
}
