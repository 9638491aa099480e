/**
 * The technical drawer: clock, correlation ids, problem details. Knows no feature.
 *
 * <p>A new refusal extends {@link Refusal} beside the decision that refuses; nothing here changes for it.
 */
@NullMarked
package org.trustledger.command.platform;

import org.jspecify.annotations.NullMarked;
