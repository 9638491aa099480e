package org.trustledger.query.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.platform.CopiedRows;

/** Fills the commits, and at the end how far each trust center has come. */
final class CommitFilling implements Filling {
    private static final int CHUNK = 1 << 20;
    private static final String COLUMNS = "position, recorded_at, content_position, content_recorded_at";

    private final JdbcTemplate jdbc;
    private final Writing writing;
    private final CopiedRows rows = new CopiedRows();
    private final Map<TrustCenterId, Head> heads = new HashMap<>();

    CommitFilling(JdbcTemplate jdbc, Writing writing) {
        this.jdbc = jdbc;
        this.writing = writing;
    }

    @Override
    public void on(List<PublicFact> commits) {
        var trustCenter = commits.getFirst().trustCenter();
        var before = heads.getOrDefault(trustCenter, Head.before(trustCenter));
        var ends = CommitIntake.commitsOf(before, commits);
        ends.forEach(end -> add(rows, end).endRow());
        heads.put(trustCenter, ends.getLast());
        if (rows.size() > CHUNK) {
            write("commit (trust_center, %s)");
        }
    }

    @Override
    public void finish() {
        write("commit (trust_center, %s)");
        heads.values()
                .forEach(head -> add(rows, head).add(head.accessPosition()).endRow());
        write("trust_center (id, %s, access_position)");
    }

    private void write(String target) {
        writing.later(rows.copyingInto(jdbc, target.formatted(COLUMNS), "with (freeze)"));
    }

    private static CopiedRows add(CopiedRows rows, Head head) {
        return rows.add(head.trustCenter())
                .add(head.position())
                .add(head.recordedAt())
                .add(head.contentPosition())
                .add(head.contentRecordedAt());
    }
}
