package org.trustledger.pdf.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** A file that appears whole or not at all, survives a power cut, and never takes the place of another. */
public final class WriteOnce {
    private WriteOnce() {}

    /**
     * @param permissions such as {@code rw-------}
     * @throws FileAlreadyExistsException if something has that name; it is left as it is
     */
    public static void write(Path target, byte[] content, String permissions) throws IOException {
        var directory = Objects.requireNonNull(target.toAbsolutePath().getParent(), "the root is no file");
        Files.createDirectories(directory);
        var draft = directory.resolve(".%s.draft".formatted(UUID.randomUUID()));
        Set<PosixFilePermission> allowed = PosixFilePermissions.fromString(permissions);
        try {
            try (var file = FileChannel.open(
                    draft,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(allowed))) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            // A link, since a move would silently replace a file that another process has just put there.
            Files.createLink(target, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
        try (var entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
