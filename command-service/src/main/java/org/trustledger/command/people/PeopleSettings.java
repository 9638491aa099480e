package org.trustledger.command.people;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How persons are kept.
 *
 * @param secret with which the keys of persons are wrapped and addresses are recognised, the same for ever
 * @param keys where the keys are kept; without it nobody is kept
 */
@ConfigurationProperties("trust-ledger.people")
record PeopleSettings(
        @DefaultValue("") String secret, @DefaultValue Keys keys) {
    private static final int LEAST_SECRET = 32;

    /**
     * The store of keys: a database of its own, left out of whatever backup is kept longer than a person may ask to be
     * forgotten.
     *
     * @param url JDBC address; empty for none
     * @param username,password of the role that reads and writes them
     * @param owner,ownerPassword of the role that owns the table
     * @param backupsKept how long its backups are kept at most
     */
    record Keys(
            @DefaultValue("") String url,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("") String owner,
            @DefaultValue("") String ownerPassword,
            @DefaultValue("90d") Duration backupsKept) {
        @Override
        public String toString() {
            return "Keys[passwords withheld]";
        }
    }

    PeopleSettings {
        if (keys.backupsKept().isNegative()) {
            throw new IllegalArgumentException(
                    "trust-ledger.people.keys.backups-kept is %s: set it to how long backups of the keys are kept, such as 90d"
                            .formatted(keys.backupsKept()));
        }
        if (!keys.url().isBlank()) {
            if (secret.length() < LEAST_SECRET) {
                throw new IllegalArgumentException(
                        "trust-ledger.people.secret is %s: set it to at least 32 random characters and keep it for ever"
                                .formatted(secret.isEmpty() ? "not set" : "too short"));
            }
            requireSet("username", keys.username(), "the role that reads and writes the keys of persons");
            requireSet("owner", keys.owner(), "the role that owns the table of the keys of persons");
        }
    }

    private static void requireSet(String key, String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    "trust-ledger.people.keys.%s is not set: set it to %s".formatted(key, what));
        }
    }

    boolean areKept() {
        return !keys.url().isBlank();
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "PeopleSettings[secret withheld]";
    }
}
