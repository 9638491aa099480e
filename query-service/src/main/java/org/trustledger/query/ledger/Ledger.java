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
                select c.trust_center as id, c.position, c.recorded_at, c.content_position, c.content_recorded_at,
                       t.access_position
                from commit c join trust_center t on t.id = c.trust_center
                where c.trust_center = ? and c.recorded_at <= ? order by c.recorded_at desc limit 1""")
                .params(trustCenter.value(), timestamp(recordedAt))
                .query(Ledger::head)
                .optional();
    }

    /**
     * Position of the last fact about access that the rows follow: perhaps ahead of the newest commit that is shown; 0
     * if there is none.
     */
    public long accessPosition(TrustCenterId trustCenter) {
        return jdbc.sql("select access_position from trust_center where id = ?")
                .param(trustCenter.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** When the ledger learned its first fact about the trust center. */
    public Optional<Instant> beginning(TrustCenterId trustCenter) {
        return jdbc.sql("select recorded_at from commit where trust_center = ? order by recorded_at limit 1")
                .param(trustCenter.value())
                .query((row, number) -> instant(row, "recorded_at"))
                .optional();
    }

    List<Head> heads() {
        return jdbc.sql("""
                select id, position, recorded_at, content_position, content_recorded_at, access_position
                from trust_center""").query(Ledger::head).list();
    }

    static Head head(ResultSet row, int number) throws SQLException {
        return new Head(
                new TrustCenterId(row.getString("id")),
                row.getLong("position"),
                instant(row, "recorded_at"),
                row.getLong("content_position"),
                instant(row, "content_recorded_at"),
                row.getLong("access_position"));
    }
}
