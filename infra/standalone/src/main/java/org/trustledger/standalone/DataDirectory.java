package org.trustledger.standalone;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Everything that one installation keeps, in one directory that only its owner can read. */
final class DataDirectory implements AutoCloseable {
    private static final long MIB = 1L << 20;
    private static final long NEEDED_TO_BEGIN = 600 * MIB;
    private static final long NEEDED_TO_GO_ON = 150 * MIB;
    private static final long NOTHING_LEFT = 8 * MIB;

    private final Path root;
    private final FileChannel channel;

    private DataDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** Takes possession of the directory, made if absent, unless somebody has or the disk is too full to begin. */
    static DataDirectory open(Path root) {
        try {
            makePrivate(root);
            var lock = root.resolve("lock");
            var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw CannotStart.because(
                        "Trust Ledger already runs on %s: stop that one first, or choose another directory with --data.",
                        root);
            }
            var directory = new DataDirectory(root, channel);
            directory.mustHaveSpace();
            for (var part : new Path[] {directory.config(), directory.logs(), directory.archive(), directory.seal()}) {
                makePrivate(part);
            }
            return directory;
        } catch (IOException e) {
            throw CannotStart.because("The data directory %s cannot be used: %s.", root, reason(e));
        }
    }

    /** Takes possession of a directory that is there; empty if somebody has, whose installation then runs. */
    static Optional<DataDirectory> openIfStopped(Path root) {
        try {
            var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return Optional.of(new DataDirectory(root, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw CannotStart.because("The data directory %s cannot be used: %s.", root, reason(e));
        }
    }

    static String reason(IOException e) {
        return e.getClass()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .replace(" Exception", "") + ", " + e.getMessage();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException byOurselves) {
            return false;
        }
    }

    private static void makePrivate(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private void mustHaveSpace() throws IOException {
        var begun = Files.isDirectory(root.resolve("postgresql"));
        var needed = begun ? NEEDED_TO_GO_ON : NEEDED_TO_BEGIN;
        var free = space();
        if (free < needed) {
            throw CannotStart.because(
                    "The disk that holds %s has %d MB free and %d MB are needed: make room, or choose another directory"
                            + " with --data.",
                    root, free / MIB, needed / MIB);
        }
    }

    /** Whether the disk has become full since the start. */
    boolean isFull() {
        try {
            return space() < NOTHING_LEFT;
        } catch (IOException e) {
            return false;
        }
    }

    private long space() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    Path root() {
        return root;
    }

    Path config() {
        return root.resolve("config");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path archive() {
        return root.resolve("archive");
    }

    Path seal() {
        return root.resolve("seal");
    }

    Path postgres() {
        return root.resolve("postgresql");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path software() {
        return root.resolve("software");
    }

    Path runFile() {
        return root.resolve("run");
    }

    /** Settings kept for the owner's eyes only; empty if absent. */
    static Properties read(Path file) throws IOException {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    /** Replaces the file at once, readable by its owner only from the first byte on. */
    static void write(Path file, Map<String, String> settings) {
        var properties = new Properties();
        properties.putAll(settings);
        var text = new StringWriter();
        try {
            properties.store(text, null);
            writePrivately(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writePrivately(Path file, String text) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, text, StandardOpenOption.WRITE);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
