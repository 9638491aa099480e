package org.trustledger.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** What the house can be in the middle of, and how to see it in its databases. */
enum Moment {
    APPLYING("office", """
            select exists (select from pg_stat_activity where datname = 'office' and state <> 'idle'
              and application_name <> 'PostgreSQL JDBC Driver' and query ~* 'insert into \\S*(domain_event|public_fact)')"""),
    RELAYING("office", """
            select exists (select from relay_checkpoint c join ledger l using (trust_center)
              where c.position > 0 and c.position < l.position)"""),
    PROJECTING("counter", """
            select exists (select from pg_stat_activity where datname = 'counter' and state <> 'idle'
              and application_name <> 'PostgreSQL JDBC Driver' and query ~* 'insert into \\S*(statement|commit)')"""),
    RENDERING("office", """
            select exists (select from pack where state = 'requested') and not exists (select from outbox)""");

    private static final Duration LOOK = Duration.ofMillis(3);

    private final String database;
    private final String question;

    Moment(String database, String question) {
        this.database = database;
        this.question = question;
    }

    /** Waits for it; whether it came within the patience given. */
    boolean await(House house, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        var pause = new Pause();
        try (var connection = house.connect(database)) {
            while (!isNow(connection)) {
                if (System.nanoTime() > deadline || !pause.of(LOOK)) {
                    return false;
                }
            }
            return true;
        } catch (SQLException | IllegalStateException unreachable) {
            return false;
        }
    }

    private boolean isNow(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
