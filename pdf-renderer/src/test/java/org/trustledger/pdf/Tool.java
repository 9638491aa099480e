package org.trustledger.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A program of the distribution, as an auditor would run it. Tests need {@code pdfsig} and {@code pdfinfo}
 * (poppler-utils) and {@code qpdf} on the path.
 */
public record Tool(int exit, String output) {
    public static Tool run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("%s does not end".formatted(command[0]));
            }
            return new Tool(process.exitValue(), output);
        } catch (IOException e) {
            throw new AssertionError("Install %s: %s".formatted(command[0], e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
