/**
 * What differs between two versions of an item, word by word, as runs that a page can print.
 *
 * <p>Pure: reads nothing. A new kind of content says its fields in {@link org.trustledger.query.differences.Fields}.
 *
 * <p>Trap: texts come from outside, and comparing words costs their product; all of a comparison shares one budget.
 */
@NullMarked
package org.trustledger.query.differences;

import org.jspecify.annotations.NullMarked;
