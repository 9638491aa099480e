/**
 * What was ever said of an item: every version with both its clocks, clause by clause for agreements, and the
 * difference between any two.
 *
 * <p>Written by {@link org.trustledger.query.history.VersionProjection} alone, one row a content fact.
 *
 * <p>Trap: a version's interval is what its fact states; what still stands of it is for the later versions to say.
 */
@NullMarked
package org.trustledger.query.history;

import org.jspecify.annotations.NullMarked;
