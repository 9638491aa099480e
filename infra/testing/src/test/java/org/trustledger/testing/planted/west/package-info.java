/** The other half of a circle. */
@NullMarked
package org.trustledger.testing.planted.west;

import org.jspecify.annotations.NullMarked;
