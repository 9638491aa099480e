package org.trustledger.query.history;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.instantOrNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Readable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Every content fact, as it was stated. */
final class VersionAudit implements Audit {
    // The database keeps JSON in an order of its own.
    private static final JsonMapper SORTED = FactCodec.mapper()
            .rebuild()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Set<Readable.Item> restricted;
    private final Map<Readable.Item, List<PublicFact>> waiting = new HashMap<>();
    private final Map<Readable.Item, List<PublicFact>> access = new HashMap<>();

    /** @param restricted items whose rows wait for what is told of access later, as stored */
    VersionAudit(Set<Readable.Item> restricted) {
        this.restricted = Set.copyOf(restricted);
    }

    @Override
    public void on(List<PublicFact> commits, Scope scope, Rows expected) {
        for (var fact : commits) {
            Readable.itemOf(fact)
                    .ifPresent(item ->
                            access.computeIfAbsent(item, _ -> new ArrayList<>()).add(fact));
            if (fact.fact() instanceof ContentFact content) {
                var kind = Kind.of(content).kindName();
                var item = content.statement().item();
                if (scope.test(fact.trustCenter(), group(kind, item))) {
                    var read = new Readable.Item(fact.trustCenter(), kind, item);
                    if (restricted.contains(read)) {
                        waiting.computeIfAbsent(read, _ -> new ArrayList<>()).add(fact);
                    } else {
                        tell(fact, content, words(content), expected);
                    }
                }
            }
        }
    }

    @Override
    public void finish(Rows expected) {
        waiting.forEach((item, versions) -> versions.forEach(version -> {
            var content = (ContentFact) version.fact();
            var words = words(content);
            for (var fact : access.getOrDefault(item, List.of())) {
                words = words.after(fact, version.position());
            }
            tell(version, content, words, expected);
        }));
        waiting.clear();
        access.clear();
    }

    private static Readable.Words words(ContentFact content) {
        return new Readable.Words(
                VersionProjection.JSON.writeValueAsString(content.statement().reason()), Readable.content(content));
    }

    private static void tell(PublicFact fact, ContentFact content, Readable.Words words, Rows expected) {
        var statement = content.statement();
        expected.add(
                fact.trustCenter(),
                group(Kind.of(content).kindName(), statement.item()),
                where(fact.position()),
                text(
                        statement.revision(),
                        fact.recordedAt(),
                        VersionProjection.micros(statement.validFrom()),
                        statement.validTo() == null ? null : VersionProjection.micros(statement.validTo()),
                        words.reason(),
                        statement.corrects(),
                        words.content(),
                        fact.approver()));
    }

    @Override
    public void stored(JdbcTemplate reading, Scope scope, Rows stored) {
        reading.query("""
                select trust_center, kind, item, position, revision, recorded_at, valid_from, valid_to, reason, corrects,
                       content, approver from version""", row -> {
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
                                row.getString("content"),
                                row.getString("approver")));
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
            @Nullable String content,
            @Nullable String approver) {
        return "%d %s %s %s %s %s %s %s"
                .formatted(
                        revision,
                        recordedAt,
                        validFrom,
                        validTo,
                        sorted(reason),
                        corrects,
                        content == null ? null : sorted(content),
                        approver);
    }

    private static String sorted(String json) {
        return SORTED.writeValueAsString(SORTED.readValue(json, Object.class));
    }
}
