package org.trustledger.backing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked from the class path. */
final class PostgresSoftware {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String VERSION = "18.6.0";
    private static final int ANY_EXECUTE_BIT = 0111;

    private final Path home;
    private final List<String> asOrdinaryUser;

    private PostgresSoftware(Path home, List<String> asOrdinaryUser) {
        this.home = home;
        this.asOrdinaryUser = asOrdinaryUser;
    }

    /**
     * Unpacks the programs below a directory, unless they are there.
     *
     * @param directory may be shared by several processes that unpack at once
     */
    static PostgresSoftware below(Path directory) throws IOException {
        if (!"Linux".equals(System.getProperty("os.name")) || !"amd64".equals(System.getProperty("os.arch"))) {
            throw new DidNotStart("The embedded PostgreSQL is for Linux on x86-64, and this is %s on %s."
                    .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        }
        var home = directory.resolve("postgresql-" + VERSION);
        if (!Files.isDirectory(home)) {
            unpack(directory, home);
        }
        return new PostgresSoftware(home, prefix());
    }

    /** The command line of one of the programs; root is given up where PostgreSQL demands it. */
    List<String> command(String program, String... arguments) {
        var command = new ArrayList<>(asOrdinaryUser);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    // Under a name of its own until complete: a killed start leaves rubbish, never half a PostgreSQL.
    private static void unpack(Path directory, Path home) throws IOException {
        Files.createDirectories(directory);
        var unpacking = Files.createTempDirectory(directory, "unpacking-");
        try (var packed = PostgresSoftware.class.getResourceAsStream(ARCHIVE)) {
            if (packed == null) {
                throw new DidNotStart("The programs of PostgreSQL (%s) are not on the class path.".formatted(ARCHIVE));
            }
            try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(entry, tar, unpacking);
                }
            }
        }
        try {
            Files.move(unpacking, home);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            Trees.delete(unpacking);
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static void write(TarArchiveEntry entry, TarArchiveInputStream tar, Path into) throws IOException {
        var file = into.resolve(entry.getName()).normalize();
        if (!file.startsWith(into)) {
            throw new IOException("The archive leaves its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if ((entry.getMode() & ANY_EXECUTE_BIT) != 0) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static List<String> prefix() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        var unshare = List.of("unshare", "--user");
        var probe = new ArrayList<>(unshare);
        probe.add("true");
        try {
            if (Commands.run(probe).exitCode() == 0) {
                return unshare;
            }
        } catch (IOException noSuchProgram) {
            // Answered below: without the program there is no other way than with a refusal of it.
        }
        throw new DidNotStart("PostgreSQL refuses to run as root, and this machine allows root no user namespace"
                + " (unshare --user): start it as an ordinary user.");
    }
}
