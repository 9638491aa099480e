package org.trustledger.query.packs;

import java.time.Instant;
import org.trustledger.events.PackScope;
import org.trustledger.events.Seal;

/**
 * A registered pack.
 *
 * @param pack id, a function of what it shows
 * @param scope what it holds
 * @param validAt what applied then is in it
 * @param recordedAt as it was known then
 * @param contentPosition ledger position of the last content it can show
 * @param position of the fact that registered it
 * @param issuedAt when that was recorded
 * @param bytes size of the sealed file
 * @param unsignedSha256 lower-case hex, before the seal
 * @param sealedSha256 lower-case hex, of the file handed out
 */
public record IssuedPack(
        String pack,
        PackScope scope,
        String language,
        Instant validAt,
        Instant recordedAt,
        long contentPosition,
        long position,
        Instant issuedAt,
        int pages,
        long bytes,
        String unsignedSha256,
        String sealedSha256,
        Seal seal,
        String rendererVersion) {}
