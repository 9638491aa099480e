package org.trustledger.query.history;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.instantOrNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.statements.Gate;
import org.trustledger.query.statements.Reading;

/** Which changes say of something announced that it will not come, or comes on another day. */
@Repository
public class ChangedPlans {
    // What was last said of all time from then on hides all that was said before. Only where something was to come can
    // that have changed.
    private static final String KNOWN = """
            with changed as materialized (
              select v.kind, v.item, v.position, v.recorded_at, settled.position as since
              from unnest(:positions::bigint[], :kinds::text[], :items::text[]) as told (position, kind, item)
              join version v on v.trust_center = :trustCenter and v.kind = told.kind and v.item = told.item
                and v.position = told.position and v.kind || '/' || v.item <> all(:closed::text[])
              cross join lateral (
                  select coalesce(max(position), 0) as position from version
                  where trust_center = :trustCenter and kind = v.kind and item = v.item and position < v.position
                    and recorded_at < v.recorded_at and valid_from <= v.recorded_at and valid_to is null) settled
              where exists (
                  select from version coming
                  where coming.trust_center = :trustCenter and coming.kind = v.kind and coming.item = v.item
                    and coming.position > settled.position and coming.position < v.position
                    and coming.recorded_at < v.recorded_at
                    and (coming.valid_from > v.recorded_at or coming.valid_to > v.recorded_at)))
            select c.position as told, c.recorded_at as now, v.position, v.recorded_at, v.valid_from, v.valid_to,
                   md5(%s::text) as reading
            from changed c
            join version v on v.trust_center = :trustCenter and v.kind = c.kind and v.item = c.item
              and v.position >= c.since and v.recorded_at <= c.recorded_at
            order by c.position, v.position""".formatted(Reading.of("v.content"));

    private final JdbcClient jdbc;
    private final Gate gate;

    ChangedPlans(JdbcClient jdbc, Gate gate) {
        this.jdbc = jdbc;
        this.gate = gate;
    }

    private record Known(Instant now, List<Plans.Said> said) {}

    /** By the position of the version; those that say nothing of the kind are left out. */
    public Map<Long, ChangedPlan> of(TrustCenterId trustCenter, Collection<Changes.Change> changes) {
        var plans = new HashMap<Long, ChangedPlan>();
        if (changes.isEmpty()) {
            return plans;
        }
        var known = new HashMap<Long, Known>();
        jdbc.sql(KNOWN)
                .param("trustCenter", trustCenter.value())
                .param("closed", gate.closed(trustCenter).toArray(String[]::new))
                .param(
                        "positions",
                        changes.stream()
                                .map(change -> change.version().position())
                                .toArray(Long[]::new))
                .param(
                        "kinds",
                        changes.stream().map(change -> change.kind().kindName()).toArray(String[]::new))
                .param("items", changes.stream().map(Changes.Change::item).toArray(String[]::new))
                .query(row -> {
                    var now = instant(row, "now");
                    known.computeIfAbsent(row.getLong("told"), _ -> new Known(now, new ArrayList<>()))
                            .said()
                            .add(new Plans.Said(
                                    row.getLong("position"),
                                    instant(row, "recorded_at"),
                                    instant(row, "valid_from"),
                                    instantOrNull(row, "valid_to"),
                                    row.getString("reading")));
                });
        // Those of one commit and item know the same of each other.
        known.values().forEach(item -> plans.putAll(Plans.changed(item.said(), item.now())));
        return plans;
    }
}
