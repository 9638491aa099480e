package org.trustledger.command.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What others make of a document that was sent for review.
 *
 * @param since when it was sent for review, or decided on: microseconds
 * @param reviewer opaque id of who decided; null if nobody has
 * @param words of whoever declined it, for its author; null for none
 */
public record Review(
        ReviewState state,
        Instant since,
        @Nullable String reviewer,
        @Nullable String words) {}
