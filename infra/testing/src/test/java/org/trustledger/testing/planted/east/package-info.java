/** Half of a circle. */
@NullMarked
package org.trustledger.testing.planted.east;

import org.jspecify.annotations.NullMarked;
