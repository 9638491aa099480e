package org.trustledger.query.site;

import java.time.Instant;
import org.trustledger.events.TrustCenterId;

/**
 * A page as data.
 *
 * @param page address of the page
 * @param title as the page has it
 * @param language BCP 47 tag, in which the page shows what there is in several languages
 * @param position ledger position of the last commit known at {@code recordedAt}
 * @param contentPosition of the last one that changed what can be read
 * @param content what is on the page, in the words of the API
 */
record Twin(
        String page,
        String title,
        String language,
        TrustCenterId trustCenter,
        Instant validAt,
        Instant recordedAt,
        long position,
        long contentPosition,
        Object content) {

    static Twin of(Visit visit, String page, String title, Object content) {
        var point = visit.point();
        return new Twin(
                page,
                title,
                visit.reader().language(),
                visit.head().trustCenter(),
                point.validAt(),
                point.recordedAt(),
                point.head().position(),
                point.head().contentPosition(),
                content);
    }
}
