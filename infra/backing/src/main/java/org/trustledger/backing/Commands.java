package org.trustledger.backing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** Runs a program to its end. */
final class Commands {
    private Commands() {}

    /** @param output both streams of the program, interleaved */
    record Outcome(int exitCode, String output) {}

    // Into a file, not a pipe: what the program leaves running would keep a pipe open.
    static Outcome run(List<String> command) throws IOException {
        var output = Files.createTempFile("trust-ledger-", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            return new Outcome(
                    process.waitFor(),
                    Files.readString(output, StandardCharsets.UTF_8).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + command.getFirst());
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
