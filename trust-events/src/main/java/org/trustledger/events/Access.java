package org.trustledger.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may read an answer, its past included: a rule of today, whatever instants are asked about. Widest last. */
public enum Access {
    /** Nobody outside learns that there is one. */
    @JsonProperty("internal")
    INTERNAL,
    /** Everybody sees that it exists, what it is called and how to ask, never its text. */
    @JsonProperty("on-request")
    ON_REQUEST,
    /** Everybody. */
    @JsonProperty("public")
    PUBLIC
}
