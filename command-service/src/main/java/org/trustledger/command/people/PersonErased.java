package org.trustledger.command.people;

import com.fasterxml.jackson.annotation.JsonValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.trustledger.command.ledger.Occurrence;
import org.trustledger.command.ledger.OccurrenceName;

/** A person was forgotten: the key with which all that says who they are is sealed is destroyed. */
public record PersonErased(Because because) implements Occurrence {
    static final String KIND = "people";

    /** Why. */
    public enum Because {
        /** They left. */
        LEFT("left"),
        /** They never said that the address is theirs. No more said of anybody; older ones stay readable. */
        NEVER_CONFIRMED("never-confirmed"),
        /** They asked to be forgotten. */
        ASKED_FOR("asked-for"),
        /** Their program answered that it is gone. */
        GONE("gone"),
        /** The provider's staff ended it. */
        ENDED("ended"),
        /** They were forgotten before: the office was restored from a backup, and has no key of theirs. */
        KEY_MISSING("key-missing");

        private final String key;

        Because(String key) {
            this.key = key;
        }

        /** As in JSON. */
        @JsonValue
        public String key() {
            return key;
        }
    }

    /** The name it is stored under. */
    @Configuration(proxyBeanMethods = false)
    static class Name {
        @Bean
        OccurrenceName personErased() {
            return new OccurrenceName(KIND + ".erased", PersonErased.class);
        }
    }
}
