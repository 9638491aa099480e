/**
 * What differs between two versions of an item, word by word, as runs that a page can print.
 *
 * <p>Pure: reads nothing. A new kind of content says its fields in {@link Fields}.
 *
 * <p>Trap: texts come from outside, and comparing words costs their product; all of a comparison shares one budget.
 */
@NullMarked
package org.trustledger.presentation.differences;

import org.jspecify.annotations.NullMarked;
