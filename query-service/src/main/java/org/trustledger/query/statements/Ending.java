package org.trustledger.query.statements;

import java.time.Instant;
import java.util.Objects;
import org.trustledger.events.LocalizedText;

/**
 * A statement that is known to end with no other of the item in its place.
 *
 * @param stated what ends, with its end
 * @param reason why: that of the removal, else that of the statement that named its own end
 * @param position of the fact that says so
 */
public record Ending(Stated<?> stated, LocalizedText reason, long position) {

    /** From when on it applies no more. */
    public Instant at() {
        return Objects.requireNonNull(stated.until());
    }
}
