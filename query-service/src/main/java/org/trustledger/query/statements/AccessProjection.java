package org.trustledger.query.statements;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.ledger.Projection;

/** Keeps who may read what. */
@Component
class AccessProjection implements Projection {
    private final JdbcTemplate jdbc;

    AccessProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void on(List<PublicFact> commits) {
        for (var fact : commits) {
            if (fact.fact() instanceof AnswerAccessChanged changed) {
                jdbc.update(
                        "insert into access (trust_center, kind, item, position, access, tags) values (?, ?, ?, ?, ?, ?)",
                        fact.trustCenter().value(),
                        Kind.ANSWER.kindName(),
                        changed.item(),
                        fact.position(),
                        changed.access().name(),
                        changed.tags().toArray(String[]::new));
            }
        }
    }

    @Override
    public Optional<Audit> audit() {
        return Optional.of(new AccessAudit());
    }

    private static final class AccessAudit implements Audit {
        @Override
        public void on(List<PublicFact> commits, Scope scope, Rows expected) {
            for (var fact : commits) {
                if (fact.fact() instanceof AnswerAccessChanged changed) {
                    add(
                            scope,
                            expected,
                            fact.trustCenter(),
                            "%s/%s".formatted(Kind.ANSWER.kindName(), changed.item()),
                            fact.position(),
                            "%s %s".formatted(changed.access().name(), String.join(",", changed.tags())));
                }
            }
        }

        @Override
        public void finish(Rows expected) {
            // Each fact made its row at once.
        }

        @Override
        public void stored(JdbcTemplate reading, Scope scope, Rows stored) {
            reading.query(
                    "select trust_center, kind, item, position, access, array_to_string(tags, ',') as tags from access",
                    row -> {
                        add(
                                scope,
                                stored,
                                new TrustCenterId(row.getString("trust_center")),
                                "%s/%s".formatted(row.getString("kind"), row.getString("item")),
                                row.getLong("position"),
                                "%s %s".formatted(row.getString("access"), row.getString("tags")));
                    });
        }

        private static void add(
                Scope scope, Rows rows, TrustCenterId trustCenter, String item, long position, String text) {
            var group = "access to " + item;
            if (scope.test(trustCenter, group)) {
                rows.add(trustCenter, group, "position %d".formatted(position), text);
            }
        }
    }
}
