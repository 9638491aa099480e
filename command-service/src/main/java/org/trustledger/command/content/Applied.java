package org.trustledger.command.content;

import java.time.Instant;
import java.util.List;
import org.trustledger.events.TrustCenterId;

/**
 * What applying a document came to.
 *
 * @param position of the last fact there is now
 * @param contentPosition of the last content fact there is now
 * @param recordedAt when the content there is now was recorded
 * @param facts how many facts were recorded; 0 if the document says what is said already
 * @param leftOut items such as {@code answers/data-location} that the document does not mention; they stay
 */
public record Applied(
        TrustCenterId trustCenter,
        long position,
        long contentPosition,
        Instant recordedAt,
        int facts,
        List<String> leftOut) {

    /** Whether the trust center was empty before. */
    boolean wasEmptyBefore() {
        return facts > 0 && position == facts;
    }
}
