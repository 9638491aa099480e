package org.trustledger.query.views;

import java.time.Instant;
import org.trustledger.query.ledger.Head;

/**
 * Where on both clocks a reader stands.
 *
 * @param validAt what applied then
 * @param recordedAt as it was known then
 * @param now whether the reader asked for neither
 * @param head the last commit known at {@code recordedAt}
 */
public record PointInTime(Instant validAt, Instant recordedAt, boolean now, Head head) {}
