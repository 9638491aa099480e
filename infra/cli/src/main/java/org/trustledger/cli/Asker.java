package org.trustledger.cli;

/** Asks whoever sits at the terminal. */
@FunctionalInterface
public interface Asker {
    /** Nobody sits there: nothing is ever agreed to. */
    Asker NOBODY = _ -> false;

    /** Whether the answer was a plain yes. */
    boolean agrees(String question);
}
