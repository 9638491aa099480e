package org.trustledger.query.statements;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.ledger.Filling;
import org.trustledger.query.ledger.Projection;
import org.trustledger.query.ledger.Writing;
import org.trustledger.query.platform.CopiedRows;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the statements by both clocks, many facts in three round trips. */
@Component
class StatementProjection implements Projection {
    static final String TABLE = """
            statement (trust_center, kind, item, revision, position, stated_at, valid, recorded, reason, corrects,
                       content)""";

    private static final JsonMapper JSON = FactCodec.mapper();

    // A commit may be of 50,000 facts: written at once, its rows would take several times the memory of its facts.
    private static final int FACTS_AT_ONCE = 1_000;

    private final JdbcTemplate jdbc;

    StatementProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void on(List<PublicFact> commits) {
        inParts(commits).forEach(this::take);
        Readable.update(jdbc, "statement", commits);
    }

    private void take(List<PublicFact> facts) {
        var fresh = stated(facts);
        if (fresh.isEmpty()) {
            return;
        }
        var trustCenter = facts.getFirst().trustCenter();
        var known = knownThatCanChange(trustCenter, fresh);
        var closed = new ArrayList<KnownVersion>();
        var added = new ArrayList<KnownVersion>();
        fresh.forEach((item, versions) -> {
            var timeline = new ItemTimeline(known.getOrDefault(item, List.of()));
            versions.forEach(timeline::state);
            closed.addAll(timeline.closed());
            added.addAll(timeline.added());
        });
        close(closed);
        add(trustCenter, added);
    }

    @Override
    public Optional<Audit> audit() {
        return Optional.of(new StatementAudit(Readable.items(jdbc)));
    }

    @Override
    public Filling fill(Writing writing) {
        return new StatementFilling(jdbc, this, writing);
    }

    /** The content facts, those of an item in one part and in the order of their positions: no item cuts another. */
    static List<List<PublicFact>> inParts(List<PublicFact> commits) {
        if (commits.size() <= FACTS_AT_ONCE) {
            return List.of(commits);
        }
        var byItem = new LinkedHashMap<ItemKey, List<PublicFact>>();
        for (var fact : commits) {
            if (fact.fact() instanceof ContentFact content) {
                var item = new ItemKey(Kind.of(content), content.statement().item());
                byItem.computeIfAbsent(item, key -> new ArrayList<>(1)).add(fact);
            }
        }
        var parts = new ArrayList<List<PublicFact>>();
        var part = new ArrayList<PublicFact>();
        for (var facts : byItem.values()) {
            part.addAll(facts);
            if (part.size() >= FACTS_AT_ONCE) {
                parts.add(part);
                part = new ArrayList<>();
            }
        }
        parts.add(part);
        return parts;
    }

    /** What the facts say, by item and in the order of their positions. */
    static Map<ItemKey, List<KnownVersion>> stated(List<PublicFact> facts) {
        var stated = new LinkedHashMap<ItemKey, List<KnownVersion>>();
        for (var fact : facts) {
            if (fact.fact() instanceof ContentFact content) {
                var version = version(fact, content);
                // To the microsecond some intervals are no time at all, and say nothing.
                if (version.until() == null || version.from().isBefore(version.until())) {
                    stated.computeIfAbsent(version.item(), key -> new ArrayList<>())
                            .add(version);
                }
            }
        }
        return stated;
    }

    private static KnownVersion version(PublicFact fact, ContentFact stated) {
        var statement = stated.statement();
        return new KnownVersion(
                null,
                new ItemKey(Kind.of(stated), statement.item()),
                statement.revision(),
                fact.position(),
                fact.recordedAt(),
                micros(statement.validFrom()),
                statement.validTo() == null ? null : micros(statement.validTo()),
                fact.recordedAt(),
                null,
                JSON.writeValueAsString(statement.reason()),
                statement.corrects(),
                Readable.content(stated));
    }

    private Map<ItemKey, List<KnownVersion>> knownThatCanChange(
            TrustCenterId trustCenter, Map<ItemKey, List<KnownVersion>> fresh) {
        var since = new LinkedHashMap<ItemKey, Instant>();
        fresh.forEach((item, versions) -> since.put(item, earliest(versions)));
        return known(trustCenter, since);
    }

    /** Since when the first of them applies. */
    static Instant earliest(List<KnownVersion> versions) {
        return versions.stream().map(KnownVersion::from).min(Instant::compareTo).orElseThrow();
    }

    /** The stored rows known now that reach beyond the given moments. */
    Map<ItemKey, List<KnownVersion>> known(TrustCenterId trustCenter, Map<ItemKey, Instant> since) {
        var kinds = new ArrayList<String>();
        var items = new ArrayList<String>();
        var froms = new ArrayList<String>();
        since.forEach((item, from) -> {
            kinds.add(item.kind().kindName());
            items.add(item.id());
            froms.add(from.toString());
        });
        var known = new HashMap<ItemKey, List<KnownVersion>>();
        jdbc.query(
                """
                select s.id, s.kind, s.item, s.revision, s.position, s.stated_at, lower(s.valid) as valid_from,
                       upper(s.valid) as valid_until, lower(s.recorded) as known_from, s.reason, s.corrects, s.content
                from unnest(?::text[], ?::text[], ?::timestamptz[]) as fresh (kind, item, valid_from)
                join statement s on s.trust_center = ? and s.kind = fresh.kind and s.item = fresh.item
                 and upper_inf(s.recorded)
                 and coalesce(upper(s.valid), timestamptz 'infinity') > fresh.valid_from""",
                row -> {
                    var version = stored(row);
                    known.computeIfAbsent(version.item(), key -> new ArrayList<>())
                            .add(version);
                },
                kinds.toArray(String[]::new),
                items.toArray(String[]::new),
                froms.toArray(String[]::new),
                trustCenter.value());
        return known;
    }

    static KnownVersion stored(ResultSet row) throws SQLException {
        return new KnownVersion(
                row.getLong("id"),
                new ItemKey(Kind.named(row.getString("kind")), row.getString("item")),
                row.getInt("revision"),
                row.getLong("position"),
                instant(row, "stated_at"),
                instant(row, "valid_from"),
                instantOrNull(row, "valid_until"),
                instant(row, "known_from"),
                null,
                row.getString("reason"),
                row.getObject("corrects", Long.class),
                row.getString("content"));
    }

    void close(List<KnownVersion> versions) {
        if (versions.isEmpty()) {
            return;
        }
        jdbc.update(
                """
                update statement s set recorded = tstzrange(lower(s.recorded), gone.known_until)
                from unnest(?::bigint[], ?::timestamptz[]) as gone (id, known_until) where s.id = gone.id""",
                versions.stream().map(KnownVersion::id).toArray(Long[]::new),
                versions.stream()
                        .map(version -> String.valueOf(version.knownUntil()))
                        .toArray(String[]::new));
    }

    private void add(TrustCenterId trustCenter, List<KnownVersion> versions) {
        var rows = new CopiedRows();
        versions.forEach(version -> add(rows, trustCenter, version));
        rows.copyInto(jdbc, TABLE, "");
    }

    static void add(CopiedRows rows, TrustCenterId trustCenter, KnownVersion version) {
        rows.add(trustCenter)
                .add(version.item().kind().kindName())
                .add(version.item().id())
                .add(version.revision())
                .add(version.position())
                .add(version.statedAt())
                .addRange(version.from(), version.until())
                .addRange(version.knownFrom(), version.knownUntil())
                .add(version.reason())
                .add(version.corrects())
                .add(version.content())
                .endRow();
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
