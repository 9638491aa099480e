/**
 * What is stated, by both clocks: rows that say what was known of an item, for which valid time, over which recorded
 * time.
 *
 * <p>Written by {@link org.trustledger.query.statements.StatementProjection} alone; a new kind of content is a
 * {@link org.trustledger.query.statements.Kind}.
 *
 * <p>Trap: a row that was cut keeps the position of its fact, so one fact can have several rows.
 */
@NullMarked
package org.trustledger.query.statements;

import org.jspecify.annotations.NullMarked;
