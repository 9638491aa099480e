/**
 * The technical drawer: settings, the clock, problems, headers of every answer, cached bytes. Imports no feature.
 *
 * <p>A feature refuses with a subclass of {@link org.trustledger.query.platform.Problem}; nothing else maps errors.
 */
@NullMarked
package org.trustledger.query.platform;

import org.jspecify.annotations.NullMarked;
