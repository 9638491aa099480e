package org.trustledger.standalone.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which processes were started for a data directory: one line each of name, number and start time. The next start ends
 * those that are left; a number that now belongs to somebody else has another start time and is left alone.
 */
public final class RunFile {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path file;
    private final Map<String, ProcessHandle> entries = new LinkedHashMap<>();

    /** @param file need not exist */
    public RunFile(Path file) {
        this.file = file;
    }

    /** Writes a process down under a name, in place of the one that had it before. */
    public synchronized void enter(String name, ProcessHandle process) {
        entries.put(name, process);
        write();
    }

    /**
     * Ends what an earlier launcher left running.
     *
     * @return the names of what was ended
     */
    public synchronized List<String> endWhatIsLeft() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        var ended = new ArrayList<String>();
        for (var line : Files.readAllLines(file)) {
            var words = line.split(" ", -1);
            if (words.length == 3) {
                left(words[1], words[2]).ifPresent(process -> {
                    end(process);
                    ended.add(words[0]);
                });
            }
        }
        Files.deleteIfExists(file);
        return ended;
    }

    /** Forgets everything, after all has been stopped. */
    public synchronized void clear() throws IOException {
        entries.clear();
        Files.deleteIfExists(file);
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        if (!GuardedProcess.endsWithin(process, PATIENCE)) {
            process.destroyForcibly();
            GuardedProcess.endsWithin(process, PATIENCE);
        }
    }

    private static Optional<ProcessHandle> left(String number, String startMillis) {
        if (!number.matches("\\d{1,18}") || !startMillis.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        var started = Instant.ofEpochMilli(Long.parseLong(startMillis));
        return ProcessHandle.of(Long.parseLong(number))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(instant -> Duration.between(instant, started).abs())
                        .filter(difference -> difference.compareTo(CLOCK_TOLERANCE) <= 0)
                        .isPresent());
    }

    private void write() {
        var lines = entries.entrySet().stream().flatMap(entry -> line(entry.getKey(), entry.getValue()));
        try {
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, (Iterable<String>) lines::iterator);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> line(String name, ProcessHandle process) {
        return process.info().startInstant().stream()
                .map(instant -> "%s %d %d".formatted(name, process.pid(), instant.toEpochMilli()));
    }
}
