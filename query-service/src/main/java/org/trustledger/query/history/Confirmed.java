package org.trustledger.query.history;

import java.time.Instant;

/**
 * That a version of an answer was looked at again, and was still true.
 *
 * @param times how often by then
 * @param recordedAt the last time
 * @param position of the fact that says so of the last time
 */
public record Confirmed(int times, Instant recordedAt, long position) {}
