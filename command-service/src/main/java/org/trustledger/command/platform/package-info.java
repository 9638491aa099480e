/**
 * The technical drawer: clock, correlation ids, problem details, tasks. Knows no feature.
 *
 * <p>A new refusal extends {@link Refusal} beside the decision that refuses; a new {@link Task} is a bean of a
 * configuration of its own, which CommandServiceApplication names. Nothing here changes for either.
 */
@NullMarked
package org.trustledger.command.platform;

import org.jspecify.annotations.NullMarked;
