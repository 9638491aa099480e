package org.trustledger.query.history;

import static org.trustledger.query.platform.Rows.instant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.ledger.Filling;
import org.trustledger.query.ledger.Projection;
import org.trustledger.query.ledger.Writing;
import org.trustledger.query.platform.CopiedRows;
import org.trustledger.query.statements.Kind;

/** Keeps when answers were looked at again and were still true. */
@Component
class ConfirmationProjection implements Projection {
    private static final int CHUNK = 1 << 20;
    private static final String TABLE = "confirmation (trust_center, item, position, confirms, recorded_at)";

    private final JdbcTemplate jdbc;

    ConfirmationProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void on(List<PublicFact> commits) {
        var rows = new CopiedRows();
        add(rows, commits);
        rows.copyingInto(jdbc, TABLE, "").run();
    }

    @Override
    public Filling fill(Writing writing) {
        var rows = new CopiedRows();
        return new Filling() {
            @Override
            public void on(List<PublicFact> commits) {
                add(rows, commits);
                if (rows.size() > CHUNK) {
                    write();
                }
            }

            @Override
            public void finish() {
                write();
            }

            private void write() {
                writing.later(rows.copyingInto(jdbc, TABLE, "with (freeze)"));
            }
        };
    }

    private static void add(CopiedRows rows, List<PublicFact> commits) {
        for (var fact : commits) {
            if (fact.fact() instanceof AnswerConfirmed(var item, var confirms)) {
                rows.add(fact.trustCenter())
                        .add(item)
                        .add(fact.position())
                        .add(confirms)
                        .add(fact.recordedAt())
                        .endRow();
            }
        }
    }

    @Override
    public Optional<Audit> audit() {
        return Optional.of(new ConfirmationAudit());
    }

    private static final class ConfirmationAudit implements Audit {
        @Override
        public void on(List<PublicFact> commits, Scope scope, Rows expected) {
            for (var fact : commits) {
                if (fact.fact() instanceof AnswerConfirmed(var item, var confirms)) {
                    add(scope, expected, fact.trustCenter(), item, fact.position(), confirms, fact.recordedAt());
                }
            }
        }

        @Override
        public void finish(Rows expected) {
            // Each fact made its row at once.
        }

        @Override
        public void stored(JdbcTemplate reading, Scope scope, Rows stored) {
            reading.query("select trust_center, item, position, confirms, recorded_at from confirmation", row -> {
                add(
                        scope,
                        stored,
                        new TrustCenterId(row.getString("trust_center")),
                        row.getString("item"),
                        row.getLong("position"),
                        row.getLong("confirms"),
                        instant(row, "recorded_at"));
            });
        }

        private static void add(
                Scope scope,
                Rows rows,
                TrustCenterId trustCenter,
                String item,
                long position,
                long confirms,
                Instant recordedAt) {
            var group = "confirmations of %s/%s".formatted(Kind.ANSWER.kindName(), item);
            if (scope.test(trustCenter, group)) {
                rows.add(
                        trustCenter,
                        group,
                        "position %d".formatted(position),
                        "of position %d, recorded %s".formatted(confirms, recordedAt));
            }
        }
    }
}
