/**
 * From a request to a registered pack: read the view, set, seal, archive, report.
 *
 * <p>Requests come from the office over Kafka; only the office decides what a report means.
 *
 * <p>Trap: an offset is committed when the office has accepted the report and not before, so every step must bear being
 * done twice.
 */
@NullMarked
package org.trustledger.pdf.packs;

import org.jspecify.annotations.NullMarked;
