package org.trustledger.command.content;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How far a change set has come with those who decide on it. */
public enum ReviewState {
    IN_REVIEW("in-review"),
    /** Approved, or in need of nobody's approval, and recorded when its embargo ends. */
    EMBARGOED("embargoed"),
    /** Its embargo ended, and by then it would have come to something else: nothing was recorded. */
    OVERTAKEN("overtaken"),
    DECLINED("declined"),
    /** Approved, and recorded with that. */
    APPROVED("approved");

    private final String key;

    ReviewState(String key) {
        this.key = key;
    }

    /** As in the table and in JSON. */
    @JsonValue
    public String key() {
        return key;
    }

    /** Whether the document is not to be changed. */
    boolean isWaiting() {
        return this == IN_REVIEW || this == EMBARGOED || this == OVERTAKEN;
    }

    static ReviewState of(String key) {
        return Arrays.stream(values())
                .filter(state -> state.key.equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** For a sentence, with what there is besides these. */
    static String inWords(SentDocument sent) {
        if (sent.applied() != null) {
            return "recorded";
        } else if (sent.review() == null) {
            return "withdrawn, or was never sent for review";
        }
        return sent.review().state() == IN_REVIEW
                ? "in review"
                : sent.review().state().key();
    }
}
