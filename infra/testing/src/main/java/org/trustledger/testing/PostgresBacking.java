package org.trustledger.testing;

import org.trustledger.backing.DatabaseAccess;

/** A running PostgreSQL, whatever it runs in. */
sealed interface PostgresBacking permits ContainerPostgres, EmbeddedPostgres {
    DatabaseAccess superuser();

    void close();
}
