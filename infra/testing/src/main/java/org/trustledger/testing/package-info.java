/**
 * What tests share: real PostgreSQL and Kafka, what a page weighs and how it is used in a browser, and the rules every
 * module's code is held to.
 *
 * <p>A module's tests call {@link HouseRules#check}; a new rule needs a planted violation that it catches.
 */
@NullMarked
package org.trustledger.testing;

import org.jspecify.annotations.NullMarked;
