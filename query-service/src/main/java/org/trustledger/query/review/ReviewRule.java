package org.trustledger.query.review;

import java.time.Instant;
import org.trustledger.events.LocalizedText;

/**
 * What was decided about the approval of changes, from its recording on.
 *
 * @param position of the fact in the ledger
 * @param required whether every change needs the approval of somebody else than its author
 */
public record ReviewRule(long position, Instant recordedAt, boolean required, LocalizedText reason) {}
