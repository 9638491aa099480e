package org.trustledger.query.review;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.timestamp;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.TrustCenterId;

/** Reads what was decided about the approval of changes: of a whole trust center, so it reads no content. */
@Component
public class ReviewRules {
    private final JdbcClient jdbc;

    ReviewRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that was decided by then, the newest first; nothing as long as nobody decided anything. */
    public List<ReviewRule> of(TrustCenterId trustCenter, Instant recordedAt) {
        return jdbc.sql("""
                        select position, recorded_at, required, reason from review
                        where trust_center = ? and recorded_at <= ? order by position desc""")
                .params(trustCenter.value(), timestamp(recordedAt))
                .query((row, _) -> new ReviewRule(
                        row.getLong("position"),
                        instant(row, "recorded_at"),
                        row.getBoolean("required"),
                        FactCodec.mapper().readValue(row.getString("reason"), LocalizedText.class)))
                .list();
    }
}
