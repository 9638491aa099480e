/**
 * The counter: shows what the public facts say, now and at any earlier time. Decides nothing.
 *
 * <p>A package per feature; {@code platform} is the one technical drawer and imports no feature.
 */
@NullMarked
package org.trustledger.query;

import org.jspecify.annotations.NullMarked;
