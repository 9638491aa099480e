package org.trustledger.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a tag stands for a body of rules or for a subject. */
public enum TagKind {
    @JsonProperty("framework")
    FRAMEWORK,
    @JsonProperty("theme")
    THEME
}
