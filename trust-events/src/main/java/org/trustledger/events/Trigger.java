package org.trustledger.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What made the provider revise an agreement. */
public enum Trigger {
    @JsonProperty("changed-legislation")
    CHANGED_LEGISLATION,
    @JsonProperty("new-regulatory-requirement")
    NEW_REGULATORY_REQUIREMENT,
    @JsonProperty("updated-security-measure")
    UPDATED_SECURITY_MEASURE,
    @JsonProperty("correction")
    CORRECTION,
    @JsonProperty("commercial")
    COMMERCIAL
}
