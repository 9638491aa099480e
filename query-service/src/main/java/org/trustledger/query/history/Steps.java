package org.trustledger.query.history;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.instantOrNull;
import static org.trustledger.query.platform.Rows.timestamp;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.statements.Gate;
import org.trustledger.query.statements.Kind;

/** What was stated of items between two points in time. */
@Repository
public class Steps {
    /** How many of one item are told, the newest: what a page costs is not for its history to say. */
    public static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Gate gate;

    Steps(JdbcClient jdbc, Gate gate) {
        this.jdbc = jdbc;
        this.gate = gate;
    }

    /**
     * From where to where, on both clocks.
     *
     * @param validFrom,validTo the earlier and the later of the two valid times
     * @param learnt,known the earlier and the later of the two recorded times
     * @param position of the last commit known at the later one
     */
    public record Way(Instant validFrom, Instant validTo, Instant learnt, Instant known, long position) {}

    /** @param before position of what it read at the first of the two points; 0 for nothing */
    public record Item(Kind kind, String id, long before) {}

    /**
     * Each statement of the items that was recorded on the way, or that began to apply on it, as far as it says
     * something of the time between; in the order of recording. What was superseded again is among them. Of each item
     * the newest {@link #MOST} and one more, if there is one.
     */
    public List<Step> of(TrustCenterId trustCenter, List<Item> items, Way way) {
        var open = items.stream()
                .filter(item -> gate.isOpen(trustCenter, item.kind(), item.id()))
                .toList();
        if (open.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select changed.kind, changed.item, v.*
                        from unnest(:kinds::text[], :items::text[], :befores::bigint[]) as changed (kind, item, before)
                        cross join lateral (
                          select revision, position, recorded_at, valid_from, valid_to, reason, corrects,
                                 content is null as removed
                          from version
                          where trust_center = :trustCenter and kind = changed.kind and item = changed.item
                            and position <= :position and position <> changed.before and recorded_at <= :known
                            and (recorded_at > :learnt or (valid_from > :validFrom and valid_from <= :validTo))
                            and valid_from <= :validTo and (valid_to is null or valid_to > :validFrom)
                            and (content is null or content <> '{}')
                          order by position desc limit :most) v
                        order by v.position""")
                .param(
                        "kinds",
                        open.stream().map(item -> item.kind().kindName()).toArray(String[]::new))
                .param("items", open.stream().map(Item::id).toArray(String[]::new))
                .param("befores", open.stream().map(Item::before).toArray(Long[]::new))
                .param("trustCenter", trustCenter.value())
                .param("position", way.position())
                .param("most", MOST + 1)
                .param("known", timestamp(way.known()))
                .param("learnt", timestamp(way.learnt()))
                .param("validFrom", timestamp(way.validFrom()))
                .param("validTo", timestamp(way.validTo()))
                .query((row, _) -> new Step(
                        Kind.named(row.getString("kind")),
                        row.getString("item"),
                        row.getInt("revision"),
                        row.getLong("position"),
                        instant(row, "recorded_at"),
                        instant(row, "valid_from"),
                        instantOrNull(row, "valid_to"),
                        FactCodec.mapper().readValue(row.getString("reason"), LocalizedText.class),
                        row.getObject("corrects", Long.class),
                        row.getBoolean("removed")))
                .list();
    }
}
