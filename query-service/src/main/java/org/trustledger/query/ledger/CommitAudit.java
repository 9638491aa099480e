package org.trustledger.query.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/** The commits and how far each trust center has come. */
final class CommitAudit implements Audit {
    private static final long AT_ONCE = 1_000;
    private static final String HEAD = "head";

    private final Map<TrustCenterId, Head> heads = new HashMap<>();

    @Override
    public void on(List<PublicFact> commits, Scope scope, Rows expected) {
        var trustCenter = commits.getFirst().trustCenter();
        var before = heads.getOrDefault(trustCenter, Head.before(trustCenter));
        var ends = CommitIntake.commitsOf(before, commits);
        ends.forEach(end -> add(scope, expected, end, group(end)));
        heads.put(trustCenter, ends.getLast());
    }

    @Override
    public void finish(Rows expected) {
        heads.values().forEach(head -> add((trustCenter, group) -> true, expected, head, HEAD));
    }

    @Override
    public void stored(JdbcTemplate reading, Scope scope, Rows stored) {
        reading.query("""
                select trust_center as id, position, recorded_at, content_position, content_recorded_at,
                       0 as access_position
                from commit""", row -> {
            var head = Ledger.head(row, 0);
            add(scope, stored, head, group(head));
        });
        reading.query("""
                select id, position, recorded_at, content_position, content_recorded_at, access_position
                from trust_center where position > 0""", row -> {
            add(scope, stored, Ledger.head(row, 0), HEAD);
        });
    }

    private static String group(Head end) {
        return "commits/%d".formatted(end.position() / AT_ONCE);
    }

    private static void add(Scope scope, Rows rows, Head head, String group) {
        if (scope.test(head.trustCenter(), group)) {
            rows.add(
                    head.trustCenter(),
                    group,
                    "%s at position %d".formatted(group.equals(HEAD) ? HEAD : "commit", head.position()),
                    "recorded %s, content position %d recorded %s%s"
                            .formatted(
                                    head.recordedAt(),
                                    head.contentPosition(),
                                    head.contentRecordedAt(),
                                    group.equals(HEAD) ? ", access position %d".formatted(head.accessPosition()) : ""));
        }
    }
}
