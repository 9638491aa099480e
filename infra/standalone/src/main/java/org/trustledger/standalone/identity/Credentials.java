package org.trustledger.standalone.identity;

import java.util.Map;

/** What the local provider knows of its people and clients. */
public record Credentials(Map<Person, String> passwords, Map<Client, String> secrets) {
    /** Leaves both out: this must not land in a log. */
    @Override
    public String toString() {
        return "Credentials of %s and %s".formatted(passwords.keySet(), secrets.keySet());
    }
}
