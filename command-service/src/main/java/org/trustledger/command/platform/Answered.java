package org.trustledger.command.platform;

/**
 * A command whose answer is kept under the {@code Idempotency-Key} of the request that brought it, so that the request
 * can be sent again: it is answered the same and does nothing more.
 *
 * @param <R> what it is answered with: something that JSON carries without loss
 */
public interface Answered<R> {
    /** The class of the answer. */
    Class<R> answer();
}
