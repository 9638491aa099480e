package org.trustledger.query.history;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.instantOrNull;
import static org.trustledger.query.platform.Rows.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trustledger.events.Content;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.statements.Gate;
import org.trustledger.query.statements.Kind;

/** What was recorded together, commit by commit, the newest first. */
@Repository
public class Changes {
    /** That somebody may read something of a commit: asked only where access was ever changed. */
    private static final String READABLE = """
            and exists (
                select from version v
                where v.trust_center = commit.trust_center and v.position <= commit.position
                  and v.position > coalesce((
                    select max(before.position) from commit before
                    where before.trust_center = commit.trust_center and before.position < commit.position
                      and before.position = before.content_position), 0)
                  and v.kind || '/' || v.item <> all(:closed::text[])
                  and (v.content is null or v.content <> '{}'))""";

    private final JdbcClient jdbc;
    private final Gate gate;
    private final ChangedPlans plans;

    Changes(JdbcClient jdbc, Gate gate, ChangedPlans plans) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.plans = plans;
    }

    /**
     * Facts about content that were recorded at one moment.
     *
     * @param position of the last of them
     * @param total how many there are
     * @param changes the first of them, those about agreements and places before the others
     */
    public record Commit(long position, Instant recordedAt, int total, List<Change> changes) {}

    /**
     * One fact about content.
     *
     * @param named what the item is known by: its content, or if it was removed the content it had before
     * @param plan that it says of something announced that it will not come, or comes on another day; null if it does
     *     not
     */
    public record Change(
            Kind kind,
            String item,
            Version version,
            @Nullable Content named,
            @Nullable ChangedPlan plan) {
        /** The same with what it makes of something announced. */
        public Change with(@Nullable ChangedPlan other) {
            return new Change(kind, item, version, named, other);
        }
    }

    private record Moment(long position, Instant recordedAt, long after) {}

    /** How many commits about content were recorded by then of which somebody may read something. */
    public int count(TrustCenterId trustCenter, Instant recordedAt) {
        return readable("select count(*) from commit", "", trustCenter, recordedAt)
                .query(Integer.class)
                .single();
    }

    private JdbcClient.StatementSpec readable(
            String selection, String order, TrustCenterId trustCenter, Instant recordedAt) {
        var isRestricted = gate.accessPosition(trustCenter) > 0;
        var query = jdbc.sql(
                        "%s where trust_center = :trustCenter and recorded_at <= :recordedAt and position = content_position %s %s"
                                .formatted(selection, isRestricted ? READABLE : "", order))
                .param("trustCenter", trustCenter.value())
                .param("recordedAt", timestamp(recordedAt));
        return isRestricted ? query.param("closed", gate.closed(trustCenter).toArray(String[]::new)) : query;
    }

    /**
     * A page of the commits recorded by then; one of which nobody may read anything is left out of it.
     *
     * @param after how many to leave out
     * @param most how many facts of each commit to give
     */
    public List<Commit> page(TrustCenterId trustCenter, Instant recordedAt, int after, int limit, int most) {
        var moments = moments(trustCenter, recordedAt, after, limit);
        return commits(trustCenter, moments, 0, most);
    }

    /**
     * One commit about content, with a page of its facts.
     *
     * @param position of its last fact
     * @param after how many facts to leave out
     * @return empty if it was not recorded by then, or nobody may read anything of it
     */
    public Optional<Commit> one(TrustCenterId trustCenter, Instant recordedAt, long position, int after, int limit) {
        var moments = jdbc.sql("""
                        select recorded_at, coalesce((
                            select max(before.position) from commit before
                            where before.trust_center = this.trust_center and before.position < this.position
                              and before.position = before.content_position), 0) as after
                        from commit this
                        where trust_center = ? and position = ? and position = content_position and recorded_at <= ?""")
                .params(trustCenter.value(), position, timestamp(recordedAt))
                .query((row, number) -> new Moment(position, instant(row, "recorded_at"), row.getLong("after")))
                .list();
        return commits(trustCenter, moments, after, limit).stream().findFirst();
    }

    private List<Commit> commits(TrustCenterId trustCenter, List<Moment> moments, int after, int most) {
        var totals = new HashMap<Long, Integer>();
        var changes = changes(trustCenter, moments, after, most, totals);
        var changed = plans.of(
                trustCenter, changes.values().stream().flatMap(List::stream).toList());
        changes.values()
                .forEach(list -> list.replaceAll(
                        change -> change.with(changed.get(change.version().position()))));
        return moments.stream()
                .filter(moment -> changes.containsKey(moment.position()))
                .map(moment -> new Commit(
                        moment.position(),
                        moment.recordedAt(),
                        totals.getOrDefault(moment.position(), 0),
                        List.copyOf(changes.getOrDefault(moment.position(), List.of()))))
                .toList();
    }

    private List<Moment> moments(TrustCenterId trustCenter, Instant recordedAt, int after, int limit) {
        var read = readable(
                        "select position, recorded_at from commit",
                        "order by recorded_at desc offset :after limit :most",
                        trustCenter,
                        recordedAt)
                .param("after", after)
                .param("most", limit + 1)
                .query((row, number) -> new Moment(row.getLong("position"), instant(row, "recorded_at"), 0))
                .list();
        var moments = new ArrayList<Moment>();
        for (var index = 0; index < Math.min(limit, read.size()); index++) {
            var moment = read.get(index);
            moments.add(new Moment(
                    moment.position(),
                    moment.recordedAt(),
                    index + 1 < read.size() ? read.get(index + 1).position() : 0));
        }
        return moments;
    }

    private Map<Long, List<Change>> changes(
            TrustCenterId trustCenter, List<Moment> moments, int after, int most, Map<Long, Integer> totals) {
        var changes = new HashMap<Long, List<Change>>();
        jdbc.sql("""
                        select commit.position as commit, total.facts, v.kind, v.item, v.revision, v.position, v.valid_from,
                               v.valid_to, v.recorded_at, v.reason, v.corrects,
                               v.approver is not null as approved, v.content, before.content as before
                        from unnest(:positions::bigint[], :after::bigint[]) as commit (position, after)
                        cross join lateral (
                            select count(*) as facts from version
                            where trust_center = :trustCenter and position > commit.after and position <= commit.position
                              and kind || '/' || item <> all(:closed::text[])
                              and (content is null or content <> '{}')) total
                        cross join lateral (
                            select * from version
                            where trust_center = :trustCenter and position > commit.after and position <= commit.position
                              and kind || '/' || item <> all(:closed::text[])
                              and (content is null or content <> '{}')
                            order by array_position(:order::text[], kind), position offset :skipped limit :most) v
                        -- What it read right before; of what never applied, what was said of it last.
                        left join lateral (
                            select coalesce(
                                (select nullif(content, '{}') from version
                                 where trust_center = :trustCenter and kind = v.kind and item = v.item
                                   and position < v.position and valid_from < v.valid_from
                                   and (valid_to is null or valid_to >= v.valid_from)
                                 order by position desc limit 1),
                                (select content from version
                                 where trust_center = :trustCenter and kind = v.kind and item = v.item
                                   and position < v.position and content <> '{}'
                                 order by position desc limit 1)) as content
                            where v.content is null) before on true
                        order by commit.position desc, array_position(:order::text[], v.kind), v.position""")
                .param("positions", moments.stream().map(Moment::position).toArray(Long[]::new))
                .param("after", moments.stream().map(Moment::after).toArray(Long[]::new))
                .param("trustCenter", trustCenter.value())
                .param("closed", gate.closed(trustCenter).toArray(String[]::new))
                .param("order", Kind.byInterest().stream().map(Kind::kindName).toArray(String[]::new))
                .param("skipped", after)
                .param("most", most)
                .query(row -> {
                    var commit = row.getLong("commit");
                    totals.put(commit, row.getInt("facts"));
                    changes.computeIfAbsent(commit, absent -> new ArrayList<>()).add(change(row));
                });
        return changes;
    }

    private static Change change(ResultSet row) throws SQLException {
        var kind = Kind.named(row.getString("kind"));
        var content = content(row.getString("content"), kind);
        return new Change(
                kind,
                row.getString("item"),
                new Version(
                        row.getInt("revision"),
                        row.getLong("position"),
                        instant(row, "valid_from"),
                        instantOrNull(row, "valid_to"),
                        instant(row, "recorded_at"),
                        FactCodec.mapper().readValue(row.getString("reason"), LocalizedText.class),
                        row.getObject("corrects", Long.class),
                        row.getBoolean("approved"),
                        content),
                content == null ? content(row.getString("before"), kind) : content,
                null);
    }

    private static @Nullable Content content(@Nullable String json, Kind kind) {
        return json == null ? null : FactCodec.mapper().readValue(json, kind.content());
    }
}
