package org.trustledger.command.people;

import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.trustledger.backing.DatabaseRoles;
import org.trustledger.testing.Backing;

/** A store of keys of its own, and how an office is told of it. */
public final class StoreOfKeys {
    private final DatabaseRoles roles = Backing.databaseRoles("keys");

    /** What an office needs to be told, and what else it is told. */
    public String[] and(String... more) {
        return Stream.concat(
                        Stream.of(
                                "trust-ledger.people.secret=fedcba9876543210fedcba9876543210",
                                "trust-ledger.people.keys.url="
                                        + roles.runtime().jdbcUrl(),
                                "trust-ledger.people.keys.username="
                                        + roles.runtime().user(),
                                "trust-ledger.people.keys.password="
                                        + roles.runtime().password(),
                                "trust-ledger.people.keys.owner="
                                        + roles.owner().user(),
                                "trust-ledger.people.keys.owner-password="
                                        + roles.owner().password()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    /** As the role the office works as. */
    public JdbcTemplate jdbc() {
        var runtime = roles.runtime();
        return new JdbcTemplate(new DriverManagerDataSource(runtime.jdbcUrl(), runtime.user(), runtime.password()));
    }
}
