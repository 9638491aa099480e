package org.trustledger.query.statements;

import static org.trustledger.query.platform.Rows.instantOrNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Audit;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The statements, item by item, cut by the projection's own rule. */
final class StatementAudit implements Audit {
    private static final JsonMapper SORTED = FactCodec.mapper()
            .rebuild()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Map<TrustCenterId, Map<ItemKey, List<KnownVersion>>> known = new HashMap<>();
    private final Set<Readable.Item> restricted;
    private final Map<Readable.Item, List<KnownVersion>> waiting = new HashMap<>();
    private final Map<Readable.Item, List<PublicFact>> access = new HashMap<>();

    /** @param restricted items whose rows wait for what is told of access later, as stored */
    StatementAudit(Set<Readable.Item> restricted) {
        this.restricted = Set.copyOf(restricted);
    }

    @Override
    public void on(List<PublicFact> commits, Scope scope, Rows expected) {
        var trustCenter = commits.getFirst().trustCenter();
        var items = known.computeIfAbsent(trustCenter, key -> new HashMap<>());
        StatementProjection.inParts(commits)
                .forEach(facts -> StatementProjection.stated(facts).forEach((item, versions) -> {
                    if (scope.test(trustCenter, group(item))) {
                        var timeline = new ItemTimeline(items.getOrDefault(item, List.of()));
                        var read = new Readable.Item(trustCenter, item.kind().kindName(), item.id());
                        var waits = restricted.contains(read);
                        versions.forEach(version -> timeline.state(waits ? version : digested(version)));
                        if (waits) {
                            waiting.computeIfAbsent(read, _ -> new ArrayList<>())
                                    .addAll(timeline.superseded());
                        } else {
                            timeline.superseded().forEach(version -> tell(trustCenter, version, expected));
                        }
                        items.put(item, timeline.known());
                    }
                }));
        commits.forEach(fact -> Readable.itemOf(fact)
                .ifPresent(item ->
                        access.computeIfAbsent(item, _ -> new ArrayList<>()).add(fact)));
    }

    @Override
    public void finish(Rows expected) {
        known.forEach((trustCenter, items) -> items.forEach((item, versions) -> {
            var read = new Readable.Item(trustCenter, item.kind().kindName(), item.id());
            if (restricted.contains(read)) {
                waiting.computeIfAbsent(read, _ -> new ArrayList<>()).addAll(versions);
            } else {
                versions.forEach(version -> tell(trustCenter, version, expected));
            }
        }));
        waiting.forEach((item, versions) -> versions.forEach(version -> {
            var words = version.words();
            for (var fact : access.getOrDefault(item, List.of())) {
                words = words.after(fact, version.position());
            }
            tell(item.trustCenter(), digested(version.telling(words)), expected);
        }));
        known.clear();
        waiting.clear();
        access.clear();
    }

    @Override
    public void stored(JdbcTemplate reading, Scope scope, Rows stored) {
        reading.query("""
                select trust_center, id, kind, item, revision, position, stated_at, lower(valid) as valid_from,
                       upper(valid) as valid_until, lower(recorded) as known_from, upper(recorded) as known_until,
                       reason, corrects, content from statement""", row -> {
            var trustCenter = new TrustCenterId(row.getString("trust_center"));
            var version = StatementProjection.stored(row);
            if (scope.test(trustCenter, group(version.item()))) {
                var until = instantOrNull(row, "known_until");
                tell(trustCenter, digested(until == null ? version : version.knownUntil(until)), stored);
            }
        });
    }

    private static String group(ItemKey item) {
        return "%s/%s".formatted(item.kind().kindName(), item.id());
    }

    private static void tell(TrustCenterId trustCenter, KnownVersion version, Rows rows) {
        rows.add(
                trustCenter,
                group(version.item()),
                "position %d, valid from %s%s, known from %s%s"
                        .formatted(
                                version.position(),
                                version.from(),
                                version.until() == null ? "" : " until " + version.until(),
                                version.knownFrom(),
                                version.knownUntil() == null ? "" : " until " + version.knownUntil()),
                "%d\n%s\n%s\n%s\n%s"
                        .formatted(
                                version.revision(),
                                version.statedAt(),
                                version.corrects(),
                                version.reason(),
                                version.content()));
    }

    // The database keeps JSON in an order of its own; and what waits in memory need not wait in full.
    private static KnownVersion digested(KnownVersion version) {
        return new KnownVersion(
                null,
                version.item(),
                version.revision(),
                version.position(),
                version.statedAt(),
                version.from(),
                version.until(),
                version.knownFrom(),
                version.knownUntil(),
                digest(version.reason()),
                version.corrects(),
                version.content() instanceof String content ? digest(content) : null);
    }

    private static String digest(String json) {
        return ContentDigest.of(SORTED.writeValueAsBytes(SORTED.readValue(json, Object.class)));
    }
}
