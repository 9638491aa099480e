package org.trustledger.query.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of valid time, [from, until).
 *
 * @param until null until further notice
 */
public record Stretch(Instant from, @Nullable Instant until) {}
