/** A technical drawer that knows a feature. */
@NullMarked
package org.trustledger.testing.planted.platform;

import org.jspecify.annotations.NullMarked;
