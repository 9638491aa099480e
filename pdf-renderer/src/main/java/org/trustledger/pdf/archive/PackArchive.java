package org.trustledger.pdf.archive;

import java.io.IOException;
import org.trustledger.events.TrustCenterId;

/**
 * Keeps sealed packs under the digest of their bytes. Write-once: the same again is harmless, anything else refused.
 */
public interface PackArchive {

    /**
     * Returns when the file is safe from a power cut.
     *
     * @param sealedSha256 digest of the bytes, 64 lower-case hex digits
     * @throws ArchiveRefuses if other content has that name, or the bytes have another digest
     * @throws IOException if the place cannot be written now
     */
    void keep(TrustCenterId trustCenter, String sealedSha256, byte[] sealed) throws IOException;
}
