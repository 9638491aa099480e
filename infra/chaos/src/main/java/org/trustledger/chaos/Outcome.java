package org.trustledger.chaos;

import tools.jackson.databind.JsonNode;

/** What became of a request, as far as whoever sent it can tell. */
sealed interface Outcome {
    /** It is done, and promised. */
    record Done(JsonNode body) implements Outcome {}

    /** It is not done, and promised not to be. */
    record Refused(int status, String sentence) implements Outcome {}

    /**
     * No answer, or one that leaves it open.
     *
     * @param sentence of the answer, or what went wrong instead of one
     */
    record Open(String sentence) implements Outcome {
        /** Whether the answer claimed to know after all. */
        boolean denies() {
            return sentence.contains("nothing was recorded");
        }
    }
}
