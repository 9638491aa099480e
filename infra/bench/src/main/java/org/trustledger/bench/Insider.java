package org.trustledger.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The bench's end of a {@link Worker}. */
final class Insider implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final Writer orders;
    private final BufferedReader answers;

    private Insider(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.orders = process.outputWriter();
        this.answers = process.inputReader();
    }

    static Insider start(List<String> command, Path log) {
        try {
            var process =
                    new ProcessBuilder(command).redirectError(log.toFile()).start();
            return new Insider(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has a task done, and gives what it came to. */
    double ask(String task, String... arguments) {
        try {
            orders.write(task + " " + String.join(" ", arguments) + "\n");
            orders.flush();
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(Worker.ANSWER)) {
                    return Double.parseDouble(line.substring(Worker.ANSWER.length()));
                }
                Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            throw new IllegalStateException("It gave up %s: %s".formatted(task, lastOf(log)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String lastOf(Path log) throws IOException {
        var lines = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    @Override
    public void close() {
        Surroundings.end(process);
    }
}
