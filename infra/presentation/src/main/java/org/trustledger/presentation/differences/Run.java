package org.trustledger.presentation.differences;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A stretch of text that both versions have, or only one.
 *
 * <p>The runs that are not added make up the old text to the letter, those that are not removed the new one.
 */
public record Run(Change change, String text) {

    /** In which of the versions the text stands. */
    public enum Change {
        @JsonProperty("equal")
        EQUAL,
        @JsonProperty("removed")
        REMOVED,
        @JsonProperty("added")
        ADDED
    }
}
