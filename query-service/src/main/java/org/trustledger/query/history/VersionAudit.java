package org.trustledger.query.history;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.instantOrNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.statements.Kind;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Every content fact, as it was stated. */
final class VersionAudit implements Audit {
    // The database keeps JSON in an order of its own.
    private static final JsonMapper SORTED = FactCodec.mapper()
            .rebuild()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Override
    public void on(List<PublicFact> commits, Scope scope, Rows expected) {
        for (var fact : commits) {
            if (fact.fact() instanceof ContentFact content) {
                var statement = content.statement();
                var group = group(Kind.of(content).kindName(), statement.item());
                if (scope.test(fact.trustCenter(), group)) {
                    expected.add(
                            fact.trustCenter(),
                            group,
                            where(fact.position()),
                            text(
                                    statement.revision(),
                                    fact.recordedAt(),
                                    VersionProjection.micros(statement.validFrom()),
                                    statement.validTo() == null ? null : VersionProjection.micros(statement.validTo()),
                                    VersionProjection.JSON.writeValueAsString(statement.reason()),
                                    statement.corrects(),
                                    VersionProjection.content(content)));
                }
            }
        }
    }

    @Override
    public void finish(Rows expected) {
        // Each fact made its row at once.
    }

    @Override
    public void stored(JdbcTemplate reading, Scope scope, Rows stored) {
        reading.query("""
                select trust_center, kind, item, position, revision, recorded_at, valid_from, valid_to, reason, corrects,
                       content from version""", row -> {
            var trustCenter = new TrustCenterId(row.getString("trust_center"));
            var group = group(row.getString("kind"), row.getString("item"));
            if (scope.test(trustCenter, group)) {
                stored.add(
                        trustCenter,
                        group,
                        where(row.getLong("position")),
                        text(
                                row.getInt("revision"),
                                instant(row, "recorded_at"),
                                instant(row, "valid_from"),
                                instantOrNull(row, "valid_to"),
                                row.getString("reason"),
                                row.getObject("corrects", Long.class),
                                row.getString("content")));
            }
        });
    }

    private static String group(String kind, String item) {
        return "versions of %s/%s".formatted(kind, item);
    }

    private static String where(long position) {
        return "position %d".formatted(position);
    }

    private static String text(
            int revision,
            Instant recordedAt,
            Instant validFrom,
            @Nullable Instant validTo,
            String reason,
            @Nullable Long corrects,
            @Nullable String content) {
        return "%d %s %s %s %s %s %s"
                .formatted(
                        revision,
                        recordedAt,
                        validFrom,
                        validTo,
                        sorted(reason),
                        corrects,
                        content == null ? null : sorted(content));
    }

    private static String sorted(String json) {
        return SORTED.writeValueAsString(SORTED.readValue(json, Object.class));
    }
}
