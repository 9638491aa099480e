package org.trustledger.query.ledger;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trustledger.events.TrustCenterId;

/** The commits that the counter has taken in, and when each was recorded. */
@Repository
public class Ledger {
    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last commit recorded at or before the moment; empty if nothing was recorded by then. */
    public Optional<Head> asOf(TrustCenterId trustCenter, Instant recordedAt) {
        return jdbc.sql("""
                select trust_center as id, position, recorded_at, content_position, content_recorded_at from commit
                where trust_center = ? and recorded_at <= ? order by recorded_at desc limit 1""")
                .params(trustCenter.value(), timestamp(recordedAt))
                .query(Ledger::head)
                .optional();
    }

    /** When the ledger learned its first fact about the trust center. */
    public Optional<Instant> beginning(TrustCenterId trustCenter) {
        return jdbc.sql("select recorded_at from commit where trust_center = ? order by recorded_at limit 1")
                .param(trustCenter.value())
                .query((row, number) -> instant(row, "recorded_at"))
                .optional();
    }

    List<Head> heads() {
        return jdbc.sql("select id, position, recorded_at, content_position, content_recorded_at from trust_center")
                .query(Ledger::head)
                .list();
    }

    static Head head(ResultSet row, int number) throws SQLException {
        return new Head(
                new TrustCenterId(row.getString("id")),
                row.getLong("position"),
                instant(row, "recorded_at"),
                row.getLong("content_position"),
                instant(row, "content_recorded_at"));
    }
}
