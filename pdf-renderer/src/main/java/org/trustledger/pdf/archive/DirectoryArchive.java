package org.trustledger.pdf.archive;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.trustledger.events.TrustCenterId;
import org.trustledger.pdf.platform.Sha256;
import org.trustledger.pdf.platform.WriteOnce;

/** The archive as files: {@code <directory>/<trust center>/<digest>.pdf}. */
public final class DirectoryArchive implements PackArchive {
    private final Path directory;

    public DirectoryArchive(Path directory) {
        this.directory = directory;
    }

    @Override
    public void keep(TrustCenterId trustCenter, String sealedSha256, byte[] sealed) throws IOException {
        var actual = Sha256.hex(sealed);
        if (!actual.equals(sealedSha256)) {
            throw new ArchiveRefuses("A file with the digest %s was to be archived as %s: nothing was written"
                    .formatted(actual, sealedSha256));
        }
        var file = directory.resolve(trustCenter.value()).resolve(sealedSha256 + ".pdf");
        try {
            WriteOnce.write(file, sealed, "rw-r--r--");
        } catch (FileAlreadyExistsException e) {
            if (!Arrays.equals(Files.readAllBytes(file), sealed)) {
                throw new ArchiveRefuses("%s holds other content than its name says: nothing was replaced, look into it"
                        .formatted(file));
            }
        }
    }
}
