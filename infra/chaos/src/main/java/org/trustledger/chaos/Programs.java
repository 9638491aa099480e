package org.trustledger.chaos;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;

/** Programs of the machine that do what a JVM cannot. */
final class Programs {
    private Programs() {}

    /** Runs a program to its end; whether it is there and succeeded. */
    static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + command[0]);
        } catch (IOException absent) {
            return false;
        }
    }

    /** Sends a signal, such as {@code STOP}, to one process. */
    static void signal(ProcessHandle process, String signal) throws IOException {
        run("kill", "-s", signal, Long.toString(process.pid()));
    }
}
