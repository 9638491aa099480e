package org.trustledger.query.history;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.timestamp;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.statements.Gate;
import org.trustledger.query.statements.Kind;

/** Tells which versions of an answer were looked at again and found to be still true. */
@Repository
class Confirmations {
    private final JdbcClient jdbc;
    private final Gate gate;

    Confirmations(JdbcClient jdbc, Gate gate) {
        this.jdbc = jdbc;
        this.gate = gate;
    }

    /** By the position of the version, as known then; those that nobody confirmed are left out. */
    Map<Long, Confirmed> of(
            TrustCenterId trustCenter, Kind kind, String item, Collection<Long> versions, Instant recordedAt) {
        var confirmed = new HashMap<Long, Confirmed>();
        if (kind == Kind.ANSWER && !versions.isEmpty() && gate.isOpen(trustCenter, kind, item)) {
            jdbc.sql("""
                            select confirms, count(*) as times, max(recorded_at) as recorded_at, max(position) as position
                            from confirmation
                            where trust_center = ? and item = ? and confirms = any(?) and recorded_at <= ?
                            group by confirms""")
                    .param(trustCenter.value())
                    .param(item)
                    .param(versions.toArray(Long[]::new))
                    .param(timestamp(recordedAt))
                    .query(row -> {
                        confirmed.put(
                                row.getLong("confirms"),
                                new Confirmed(
                                        row.getInt("times"), instant(row, "recorded_at"), row.getLong("position")));
                    });
        }
        return confirmed;
    }
}
