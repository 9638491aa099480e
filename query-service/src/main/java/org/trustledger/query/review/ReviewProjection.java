package org.trustledger.query.review;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.timestamp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PublicFact;
import org.trustledger.events.ReviewChanged;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.ledger.Projection;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what was decided about the approval of changes. */
@Component
class ReviewProjection implements Projection {
    private static final JsonMapper JSON = FactCodec.mapper();

    private final JdbcTemplate jdbc;

    ReviewProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void on(List<PublicFact> commits) {
        for (var fact : commits) {
            if (fact.fact() instanceof ReviewChanged changed) {
                jdbc.update(
                        "insert into review (trust_center, position, recorded_at, required, reason) values (?, ?, ?, ?, ?::jsonb)",
                        fact.trustCenter().value(),
                        fact.position(),
                        timestamp(fact.recordedAt()),
                        changed.required(),
                        JSON.writeValueAsString(changed.reason()));
            }
        }
    }

    @Override
    public Optional<Audit> audit() {
        return Optional.of(new ReviewAudit());
    }

    private static final class ReviewAudit implements Audit {
        private static final String GROUP = "rules of review";

        @Override
        public void on(List<PublicFact> commits, Scope scope, Rows expected) {
            for (var fact : commits) {
                if (fact.fact() instanceof ReviewChanged(var required, var reason)) {
                    add(scope, expected, fact.trustCenter(), fact.position(), fact.recordedAt(), required, reason);
                }
            }
        }

        @Override
        public void finish(Rows expected) {
            // Each fact made its row at once.
        }

        @Override
        public void stored(JdbcTemplate reading, Scope scope, Rows stored) {
            reading.query("select trust_center, position, recorded_at, required, reason from review", row -> {
                add(
                        scope,
                        stored,
                        new TrustCenterId(row.getString("trust_center")),
                        row.getLong("position"),
                        instant(row, "recorded_at"),
                        row.getBoolean("required"),
                        JSON.readValue(row.getString("reason"), LocalizedText.class));
            });
        }

        private static void add(
                Scope scope,
                Rows rows,
                TrustCenterId trustCenter,
                long position,
                Instant recordedAt,
                boolean required,
                LocalizedText reason) {
            if (scope.test(trustCenter, GROUP)) {
                rows.add(
                        trustCenter,
                        GROUP,
                        "position %d".formatted(position),
                        "recorded %s, required %s, %s".formatted(recordedAt, required, reason));
            }
        }
    }
}
