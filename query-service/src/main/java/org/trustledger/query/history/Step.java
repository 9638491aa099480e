package org.trustledger.query.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.LocalizedText;
import org.trustledger.query.statements.Kind;

/**
 * Something that was stated of an item on the way from one point in time to another, without its content.
 *
 * @param validTo exclusive; null until further notice
 * @param corrects position of the fact that was wrong; null if it is no correction
 * @param removed whether it says that the item is no more
 */
public record Step(
        @JsonIgnore Kind kind,
        @JsonIgnore String item,
        int revision,
        long position,
        Instant recordedAt,
        Instant validFrom,
        @Nullable Instant validTo,
        LocalizedText reason,
        @Nullable Long corrects,
        boolean removed) {}
