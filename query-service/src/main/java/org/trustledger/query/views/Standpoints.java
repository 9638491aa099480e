package org.trustledger.query.views;

import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.ledger.Heads;
import org.trustledger.query.platform.Parameters;

/** Where a program's request stands: by {@code min-position} first, then by its dates or its cursor. */
@Component
public class Standpoints {
    /** Name of the parameter by which people read their own writes. */
    public static final String MIN_POSITION = "min-position";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TrustCenterViews views;
    private final Heads heads;

    Standpoints(TrustCenterViews views, Heads heads) {
        this.views = views;
        this.heads = heads;
    }

    /**
     * The newest commit that is shown, once it has reached {@code min-position}.
     *
     * @throws UnknownTrustCenter if there is none of this id
     * @throws NotReachedYet if the position was not reached in time
     */
    public Head newest(String trustCenter, Parameters parameters) {
        parameters.number(MIN_POSITION, 0, Long.MAX_VALUE).ifPresent(position -> waitFor(trustCenter, position));
        return views.head(trustCenter);
    }

    /** The point in time of {@code validAt} and {@code recordedAt}. */
    public PointInTime point(String trustCenter, Parameters parameters) {
        var newest = newest(trustCenter, parameters);
        return views.point(
                newest,
                new AskedDates(
                        parameters.one("validAt").orElse(null),
                        parameters.one("recordedAt").orElse(null)));
    }

    /** The point in time of the cursor, else that of the dates. */
    public PointInTime point(String trustCenter, Parameters parameters, Optional<Cursor> cursor) {
        return cursor.map(pinned -> views.point(
                        newest(trustCenter, parameters),
                        new AskedDates(
                                pinned.validAt().toString(), pinned.recordedAt().toString())))
                .orElseGet(() -> point(trustCenter, parameters));
    }

    private void waitFor(String trustCenter, long position) {
        if (!TrustCenterId.isValid(trustCenter)) {
            throw new UnknownTrustCenter(trustCenter);
        }
        var id = new TrustCenterId(trustCenter);
        try {
            if (!heads.await(id, position, PATIENCE)) {
                throw new NotReachedYet(
                        position, heads.of(id).map(Head::position).orElse(0L));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReachedYet(position, heads.of(id).map(Head::position).orElse(0L));
        }
    }
}
