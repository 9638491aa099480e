package org.trustledger.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The wall clock of one process, moved from outside while it runs, by libfaketime where that is installed. */
final class FakedClock {
    private static final List<Path> LIBRARIES = Stream.of(
                    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
                    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
                    "/usr/lib64/faketime/libfaketimeMT.so.1",
                    "/usr/lib/faketime/libfaketimeMT.so.1")
            .map(Path::of)
            .toList();

    private final Path library;
    private final Path file;

    private FakedClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /** @param file that will hold how far the clock is off */
    static Optional<FakedClock> keptIn(Path file) {
        return LIBRARIES.stream().filter(Files::exists).findFirst().map(library -> new FakedClock(library, file));
    }

    /**
     * What goes before the command line of the process. Only the wall clock: a JVM waits by the other one. The file is
     * read once a second; read at every look at the clock it makes a JVM forty times slower.
     */
    List<String> wrapper() {
        return List.of(
                "env",
                "LD_PRELOAD=" + library,
                "FAKETIME_TIMESTAMP_FILE=" + file,
                "FAKETIME_CACHE_DURATION=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                // With its mend for an old glibc every thread that waits for a time comes back at once, and spins.
                "FAKETIME_FORCE_MONOTONIC_FIX=0");
    }

    /** Moves the clock against the true time; negative is back. */
    void set(Duration offset) {
        try {
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, "%+d\n".formatted(offset.toSeconds()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
