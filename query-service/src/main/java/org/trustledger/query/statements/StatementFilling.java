package org.trustledger.query.statements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.AccessFact;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Filling;
import org.trustledger.query.ledger.Writing;
import org.trustledger.query.platform.CopiedRows;

/**
 * Writes each row once, when nothing can change it any more: what is known now waits in memory.
 *
 * <p>When that grows beyond a share of the heap all of it is written as it is. Of an item that is stated again after
 * that only the rows which the new facts can cut are read back: a long history costs no more memory than a short one.
 */
final class StatementFilling implements Filling {
    private static final int CHUNK = 1 << 20;
    private static final long SHARE_OF_HEAP = 5;
    private static final int BESIDES_TEXT = 500;
    private static final int MARKS = 1 << 26;
    private static final String FROZEN = "with (freeze)";

    private final JdbcTemplate jdbc;
    private final StatementProjection projection;
    private final Writing writing;
    private final long budget;
    private final CopiedRows rows = new CopiedRows();
    private final Map<Item, Held> known = new HashMap<>();
    // Of the items that were written while open. Two may share a mark: then one is looked up in vain.
    private final BitSet written = new BitSet();
    private final List<PublicFact> access = new ArrayList<>();
    private long held;

    StatementFilling(JdbcTemplate jdbc, StatementProjection projection, Writing writing) {
        this(jdbc, projection, writing, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** @param budget bytes that may wait in memory, roughly */
    StatementFilling(JdbcTemplate jdbc, StatementProjection projection, Writing writing, long budget) {
        this.jdbc = jdbc;
        this.projection = projection;
        this.writing = writing;
        this.budget = budget;
    }

    private record Item(TrustCenterId trustCenter, ItemKey key) {
        int mark() {
            // Ids that differ in their last letters only have hash codes close to each other.
            return (hashCode() * 0x9E3779B9) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(MARKS));
        }
    }

    /**
     * What is known now of an item, as far as it waits in memory.
     *
     * @param since what ends before then stands in the table; null if none does
     */
    private record Held(
            List<KnownVersion> versions, @Nullable Instant since) {
        static final Held NOTHING = new Held(List.of(), null);

        boolean reaches(Instant from) {
            return since == null || !from.isBefore(since);
        }
    }

    @Override
    public void on(List<PublicFact> commits) {
        var trustCenter = commits.getFirst().trustCenter();
        StatementProjection.inParts(commits).forEach(facts -> take(trustCenter, facts));
        commits.stream().filter(fact -> fact.fact() instanceof AccessFact).forEach(access::add);
    }

    private void take(TrustCenterId trustCenter, List<PublicFact> facts) {
        var stated = StatementProjection.stated(facts);
        readBack(trustCenter, stated);
        var closed = new ArrayList<KnownVersion>();
        stated.forEach((key, versions) -> {
            var item = new Item(trustCenter, key);
            var before = known.getOrDefault(item, Held.NOTHING);
            var timeline = new ItemTimeline(before.versions());
            versions.forEach(timeline::state);
            for (var version : timeline.superseded()) {
                if (version.id() == null) {
                    add(trustCenter, version);
                } else {
                    closed.add(version);
                }
            }
            var now = timeline.known();
            known.put(item, new Held(now, before.since()));
            held += size(now) - size(before.versions());
        });
        if (!closed.isEmpty()) {
            writing.later(() -> projection.close(closed));
        }
        if (held > budget) {
            if (written.isEmpty()) {
                execute("""
                        create index filling on statement
                            (trust_center, kind, item, coalesce(upper(valid), timestamptz 'infinity'))
                        where upper_inf(recorded)""");
                execute("create index filling_by_id on statement (id)");
            }
            writeKnown();
        }
    }

    @Override
    public void finish() {
        var readBackAny = !written.isEmpty();
        writeKnown();
        if (readBackAny) {
            execute("drop index filling, filling_by_id");
        }
        writing.later(() -> Readable.update(jdbc, "statement", access));
    }

    private void readBack(TrustCenterId trustCenter, Map<ItemKey, List<KnownVersion>> stated) {
        if (written.isEmpty()) {
            return;
        }
        var away = new LinkedHashMap<ItemKey, Instant>();
        stated.forEach((key, versions) -> {
            var item = new Item(trustCenter, key);
            var from = StatementProjection.earliest(versions);
            var waiting = known.get(item);
            if (waiting == null ? written.get(item.mark()) : !waiting.reaches(from)) {
                away.put(key, from);
            }
        });
        if (away.isEmpty()) {
            return;
        }
        var stored = writing.now(() -> projection.known(trustCenter, away));
        away.forEach((key, from) -> {
            var item = new Item(trustCenter, key);
            var before = known.getOrDefault(item, Held.NOTHING).versions();
            var now = new ArrayList<>(stored.getOrDefault(key, List.of()));
            before.stream().filter(version -> version.id() == null).forEach(now::add);
            known.put(item, new Held(now, from));
            held += size(now) - size(before);
        });
    }

    private void writeKnown() {
        known.forEach((item, waiting) -> {
            for (var version : waiting.versions()) {
                if (version.id() == null) {
                    add(item.trustCenter(), version);
                }
            }
            written.set(item.mark());
        });
        writeRows();
        known.clear();
        held = 0;
    }

    private void add(TrustCenterId trustCenter, KnownVersion version) {
        StatementProjection.add(rows, trustCenter, version);
        if (rows.size() > CHUNK) {
            writeRows();
        }
    }

    private void writeRows() {
        writing.later(rows.copyingInto(jdbc, StatementProjection.TABLE, FROZEN));
    }

    private void execute(String statement) {
        writing.later(() -> jdbc.execute(statement));
    }

    private static long size(List<KnownVersion> versions) {
        return versions.stream()
                .mapToLong(version -> BESIDES_TEXT
                        + version.reason().length()
                        + (version.content() instanceof String content ? content.length() : 0))
                .sum();
    }
}
