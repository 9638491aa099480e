package org.trustledger.pdf.packs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.trustledger.events.Seal;

/** What became of a request, or is becoming of it, as the office is told. */
sealed interface Report {

    /** The press is at it. */
    record BeingSet() implements Report {
        @JsonProperty("state")
        String state() {
            return "being-set";
        }
    }

    /** The pack is archived under its digest. */
    @JsonPropertyOrder("state")
    record Issued(String unsignedSha256, String sealedSha256, int pages, long bytes, String rendererVersion, Seal seal)
            implements Report {
        @JsonProperty("state")
        String state() {
            return "issued";
        }
    }

    /** @param problem a sentence for whoever asked: what was wrong and what to do */
    @JsonPropertyOrder("state")
    record Failed(String problem) implements Report {
        private static final int LONGEST = 2_000;

        public Failed {
            problem = problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST - 1) + "…";
        }

        @JsonProperty("state")
        String state() {
            return "failed";
        }
    }
}
