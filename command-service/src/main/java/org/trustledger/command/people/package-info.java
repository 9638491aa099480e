/**
 * Natural persons: whatever says who they are is sealed with a key of their own, kept in a store apart from all the
 * rest, and forgetting a person is destroying that key.
 *
 * <p>A feature keeps a {@link PersonId} and the bytes that {@link People} sealed; no event, log or address has more.
 *
 * <p>Trap: two stores are written, the keys first. What a rollback leaves behind is a key that opens nothing.
 */
@NullMarked
package org.trustledger.command.people;

import org.jspecify.annotations.NullMarked;
