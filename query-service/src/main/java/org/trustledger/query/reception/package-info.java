/**
 * The way to the office's reception, so that visitors see one origin. Forwards, and keeps nothing of what it forwards.
 *
 * <p>A new path or header that may pass is named here; whatever is not named stays out, in both directions.
 */
@NullMarked
package org.trustledger.query.reception;

import org.jspecify.annotations.NullMarked;
