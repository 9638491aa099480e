package org.trustledger.command.care;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is looked after. Days are those of the trust center's zone.
 *
 * @param owner id of who looks after it; null for nobody
 * @param reviewBy the day by which it has to be looked at again; null for none
 * @param speaksUntil the last day about which it speaks; null if it speaks of no time of its own
 */
public record Care(
        @Nullable String owner,
        @Nullable LocalDate reviewBy,
        @Nullable LocalDate speaksUntil) {
    /** Of an answer that nobody has said anything about. */
    public static final Care NONE = new Care(null, null, null);
}
