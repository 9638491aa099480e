package org.trustledger.backing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Stops a postmaster whose parent was killed: a shell that waits for the end of its input, which comes whichever way
 * this process ends.
 */
final class Lifeline implements AutoCloseable {
    // The command line is compared as well as the number, because after a crash the number may be somebody else's.
    // A first try without a postmaster is repeated: it may be about to write its number down.
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            while read -r word; do [ "$word" = released ] && exit 0; done
            for signal in INT INT QUIT KILL; do
              tries=0
              while [ $tries -lt 25 ]; do
                pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null)
                if [ -z "$pid" ] || ! grep -qF -e "$1" "/proc/$pid/cmdline" 2>/dev/null; then
                  [ $signal = INT ] && [ $tries -lt 10 ] || exit 0
                elif [ $tries -eq 0 ] || [ $signal = INT ]; then
                  kill -s $signal "$pid" 2>/dev/null
                fi
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

    /** Lets the shell go, because the postmaster has been stopped or was never started. */
    @Override
    public void close() {
        try (var input = shell.getOutputStream()) {
            input.write("released\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException alreadyGone) {
            shell.destroy();
        }
    }
}
