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
 * @param accessPosition ledger position of the last fact about access when it was asked for
 * @param position of the fact that registered it
 * @param issuedAt when that was recorded
 * @param bytes size of the sealed file
 * @param unsignedSha256 lower-case hex, before the seal
 * @param sealedSha256 lower-case hex, of the file handed out
 * @param withheld whether it holds what may be read less today than when it was made: then nobody gets it
 */
public record IssuedPack(
        String pack,
        PackScope scope,
        String language,
        Instant validAt,
        Instant recordedAt,
        long contentPosition,
        long accessPosition,
        long position,
        Instant issuedAt,
        int pages,
        long bytes,
        String unsignedSha256,
        String sealedSha256,
        Seal seal,
        String rendererVersion,
        boolean withheld) {

    /** The same as it may be handed out now. */
    IssuedPack withheld(boolean isWithheld) {
        return new IssuedPack(
                pack,
                scope,
                language,
                validAt,
                recordedAt,
                contentPosition,
                accessPosition,
                position,
                issuedAt,
                pages,
                bytes,
                unsignedSha256,
                sealedSha256,
                seal,
                rendererVersion,
                isWithheld);
    }
}
