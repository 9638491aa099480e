package org.trustledger.query.packs;

import static org.trustledger.query.platform.Rows.instant;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Audit;

/** The register of packs: of each the first registration. */
final class PackAudit implements Audit {
    private static final String GROUP = "packs";

    private final Set<String> registered = new HashSet<>();

    @Override
    public void on(List<PublicFact> commits, Scope scope, Rows expected) {
        for (var fact : commits) {
            if (fact.fact() instanceof PackIssued issued
                    && scope.test(fact.trustCenter(), GROUP)
                    && registered.add(fact.trustCenter() + "/" + issued.pack())) {
                expected.add(
                        fact.trustCenter(),
                        GROUP,
                        "%s at position %d".formatted(issued.pack(), fact.position()),
                        text(PackProjection.row(fact, issued)));
            }
        }
    }

    @Override
    public void finish(Rows expected) {
        registered.clear();
    }

    @Override
    public void stored(JdbcTemplate reading, Scope scope, Rows stored) {
        reading.query("""
                select trust_center, pack, position, issued_at, scope, language, valid_at, recorded_at,
                       content_position, access_position, renderer_version, unsigned_sha256, sealed_sha256, pages, bytes, seal_level,
                       seal_signer, seal_certificate, seal_demonstration from pack""", row -> {
            var trustCenter = new TrustCenterId(row.getString("trust_center"));
            if (scope.test(trustCenter, GROUP)) {
                var columns = new Object[row.getMetaData().getColumnCount()];
                for (var i = 0; i < columns.length; i++) {
                    columns[i] = row.getObject(i + 1);
                }
                columns[3] = instant(row, "issued_at");
                columns[6] = instant(row, "valid_at");
                columns[7] = instant(row, "recorded_at");
                stored.add(
                        trustCenter,
                        GROUP,
                        "%s at position %d".formatted(row.getString("pack"), row.getLong("position")),
                        text(columns));
            }
        });
    }

    private static String text(@Nullable Object[] columns) {
        return Arrays.stream(columns)
                .map(column -> column instanceof OffsetDateTime time ? time.toInstant() : column)
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
    }
}
