/** Breaks no rule. */
@NullMarked
package org.trustledger.testing.planted.plain;

import org.jspecify.annotations.NullMarked;
