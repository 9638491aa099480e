package org.trustledger.command.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * How far a document has come.
 *
 * @param items how many the document has; 0 while it is read
 * @param facts how many are to be recorded; 0 before that is known
 * @param reachedAt when this phase began
 */
public record Step(Phase phase, int items, int facts, Instant reachedAt) {
    /** What is being done. */
    public enum Phase {
        /** The document is read and held against schema, rules and ledger. */
        @JsonProperty("reading")
        READING,
        /** It has no problem. */
        @JsonProperty("checked")
        CHECKED,
        /** The facts are being written, and the trust center is locked. */
        @JsonProperty("recording")
        RECORDING,
        /** All of it is durable, or there was nothing to record. */
        @JsonProperty("recorded")
        RECORDED,
        /** Nothing was recorded; the answer says why. */
        @JsonProperty("refused")
        REFUSED
    }
}
