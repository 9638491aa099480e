/** Violations, each planted for one rule of the house to find. */
@NullMarked
package org.trustledger.testing.planted;

import org.jspecify.annotations.NullMarked;
