package org.trustledger.chaos;

import java.time.Instant;

/**
 * A change that was acknowledged.
 *
 * @param position of its last fact
 */
record Commit(long position, Instant recordedAt, Change change) {}
