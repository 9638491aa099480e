package org.trustledger.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A small file system of its own, in a file, that can be made full and empty again. Needs the right to mount. */
final class Disk implements AutoCloseable {
    private static final int CHUNK = 1 << 20;
    private static final int CRUMB = 1 << 12;

    private final Path image;
    private final Path directory;
    private volatile boolean left;

    private Disk(Path image, Path directory) {
        this.image = image;
        this.directory = directory;
    }

    /** Mounts a new one on a directory, made if absent; empty where that is not allowed. */
    static Optional<Disk> mount(Path image, Path directory, int megabytes) {
        try {
            Files.createDirectories(directory);
            var made = Programs.run("truncate", "-s", megabytes + "m", image.toString())
                    && Programs.run("mkfs.ext4", "-q", "-m", "0", image.toString())
                    && Programs.run("mount", "-o", "loop", image.toString(), directory.toString());
            if (!made) {
                Files.deleteIfExists(image);
                return Optional.empty();
            }
            return Optional.of(new Disk(image, directory));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Leaves not one block free. */
    void fill() {
        try {
            var ballast = ballast();
            // At once where that can be had; what others give back meanwhile is taken by writing.
            var free = Files.getFileStore(directory).getUsableSpace();
            Programs.run("fallocate", "--length", Long.toString(free), ballast.toString());
            try (var file = FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                write(file, CHUNK);
                write(file, CRUMB);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Random would be slower, and the file system compresses nothing.
    private static void write(FileChannel file, int size) {
        try {
            var block = ByteBuffer.allocate(size);
            while (true) {
                block.clear();
                file.write(block);
                file.force(true);
            }
        } catch (IOException full) {
            return;
        }
    }

    /** Gives the space back. */
    void relieve() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    /** Lets it stay mounted, for a look. */
    void leave() {
        left = true;
    }

    @Override
    public void close() {
        if (left) {
            return;
        }
        try {
            // Lazily: a process that is about to end may still have something open.
            Programs.run("umount", "-l", directory.toString());
            Files.deleteIfExists(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
