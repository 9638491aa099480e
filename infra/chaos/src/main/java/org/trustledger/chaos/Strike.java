package org.trustledger.chaos;

import java.util.Optional;

/**
 * A fault that happened.
 *
 * @param within what the house was seen to be in the middle of, if that was waited for
 * @param recovery from the end of the fault until a change was taken and shown, in seconds
 */
record Strike(Fault fault, Optional<Moment> within, double recovery) {}
