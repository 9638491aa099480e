package org.trustledger.query.feeds;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trustledger.events.Content;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.history.ChangedPlans;
import org.trustledger.query.history.Changes;
import org.trustledger.query.history.Version;
import org.trustledger.query.statements.Gate;
import org.trustledger.query.statements.Kind;
import tools.jackson.databind.json.JsonMapper;

/** Reads what commits say of a topic, as far as everybody may read it. */
@Repository
class TopicChanges {
    /** How many changes of one commit are told: what an entry costs is not for the commit to say. */
    static final int MOST = 20;

    private static final JsonMapper JSON = FactCodec.mapper();

    // The kind by no operator that an index has: a commit is found by its positions, never among all of a kind.
    private static final String READABLE = """
            v.trust_center = :trustCenter and v.position between c.first_position and c.position
            and array_position(:kinds::text[], v.kind) is not null
            and v.kind || '/' || v.item <> all(:closed::text[]) and (v.content is null or v.content <> '{}')""";

    /** Now, or until it was changed. */
    private static final String TAGGED = """
            and (jsonb_exists(v.content -> 'tags', :tag) or v.revision > 1 and jsonb_exists((
                select before.content -> 'tags' from version before
                where before.trust_center = v.trust_center and before.kind = v.kind and before.item = v.item
                  and before.position < v.position and before.content <> '{}'
                order by before.position desc limit 1), :tag))""";

    private final JdbcClient jdbc;
    private final Gate gate;
    private final ChangedPlans plans;

    TopicChanges(JdbcClient jdbc, Gate gate, ChangedPlans plans) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.plans = plans;
    }

    /** That a commit says something of the topic, and how many changes that are. */
    record Heading(long first, long position, Instant recordedAt, int changes) {}

    /** The number of the last commit about it up to a position; 0 for none. */
    int total(TrustCenterId trustCenter, Topic topic, long position) {
        return jdbc.sql("""
                        select number from topic_commit where trust_center = ? and topic = ? and position <= ?
                        order by number desc limit 1""")
                .params(trustCenter.value(), topic.numbered().text(), position)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Of the commits from one number to another, both inclusive, those of which anybody may read something. */
    List<Archives.Numbered<Heading>> headings(TrustCenterId trustCenter, Topic topic, int from, int to) {
        return readable("""
                        select c.number, c.first_position, c.position, c.recorded_at, told.changes
                        from topic_commit c
                        cross join lateral (select count(*) as changes from version v where %s) told
                        where c.trust_center = :trustCenter and c.topic = :topic and c.number between :from and :to
                          and told.changes > 0
                        order by c.number desc""", trustCenter, topic)
                .param("topic", topic.numbered().text())
                .param("from", from)
                .param("to", to)
                .query((row, _) -> new Archives.Numbered<>(
                        row.getInt("number"),
                        new Heading(
                                row.getLong("first_position"),
                                row.getLong("position"),
                                instant(row, "recorded_at"),
                                row.getInt("changes"))))
                .list();
    }

    /** What these commits say, in the order given; of each the first {@link #MOST} changes. */
    List<TopicEntry> entries(TrustCenterId trustCenter, Topic topic, List<Heading> headings) {
        var changes = new HashMap<Long, List<TopicEntry.Told>>();
        readable("""
                        select c.position as commit, v.kind, v.item, v.revision, v.position, v.valid_from, v.valid_to,
                               v.recorded_at, v.reason, v.corrects, v.approver is not null as approved, v.content,
                               before.revision as before_revision, before.content as before, named.content as named
                        from unnest(:positions::bigint[], :firsts::bigint[]) as c (position, first_position)
                        cross join lateral (
                            select * from version v where %s
                            order by array_position(:kinds::text[], v.kind), v.position limit :most) v
                        -- A correction stands in the place of what was known of its own time; where that was nothing,
                        -- of what it corrects.
                        left join lateral (
                            (select 1 as choice, revision, content from version
                             where trust_center = v.trust_center and kind = v.kind and item = v.item
                               and position < v.position and (content is null or content <> '{}')
                               and (v.corrects is null
                                 or valid_from <= v.valid_from and (valid_to is null or valid_to > v.valid_from))
                             order by position desc limit 1)
                            union all
                            (select 2, revision, content from version
                             where trust_center = v.trust_center and kind = v.kind and item = v.item
                               and position = v.corrects and (content is null or content <> '{}'))
                            order by choice limit 1) before on v.revision > 1
                        -- What it read right before; of what never applied, what was said of it last.
                        left join lateral (
                            select coalesce(
                                (select nullif(content, '{}') from version
                                 where trust_center = v.trust_center and kind = v.kind and item = v.item
                                   and position < v.position and valid_from < v.valid_from
                                   and (valid_to is null or valid_to >= v.valid_from)
                                 order by position desc limit 1),
                                (select content from version
                                 where trust_center = v.trust_center and kind = v.kind and item = v.item
                                   and position < v.position and content <> '{}'
                                 order by position desc limit 1)) as content
                            where v.content is null) named on true
                        order by c.position, array_position(:kinds::text[], v.kind), v.position""", trustCenter, topic)
                .param("positions", headings.stream().map(Heading::position).toArray(Long[]::new))
                .param("firsts", headings.stream().map(Heading::first).toArray(Long[]::new))
                .param("most", MOST)
                .query(row -> {
                    changes.computeIfAbsent(row.getLong("commit"), _ -> new ArrayList<>())
                            .add(told(row));
                });
        var changed = plans.of(
                trustCenter,
                changes.values().stream()
                        .flatMap(List::stream)
                        .map(TopicEntry.Told::change)
                        .toList());
        changes.values()
                .forEach(list -> list.replaceAll(told -> new TopicEntry.Told(
                        told.change().with(changed.get(told.change().version().position())), told.before())));
        return headings.stream()
                // None of a commit whose texts were taken away between the two questions.
                .filter(heading -> changes.containsKey(heading.position()))
                .map(heading -> new TopicEntry(
                        heading.position(),
                        heading.recordedAt(),
                        heading.changes(),
                        changes.getOrDefault(heading.position(), List.of())))
                .toList();
    }

    private JdbcClient.StatementSpec readable(String sql, TrustCenterId trustCenter, Topic topic) {
        var query = jdbc.sql(sql.replace("%s", topic instanceof Topic.Tagged ? READABLE + "\n" + TAGGED : READABLE))
                .param("trustCenter", trustCenter.value())
                .param("kinds", topic.kinds().stream().map(Kind::kindName).toArray(String[]::new))
                .param("closed", gate.closed(trustCenter).toArray(String[]::new));
        return topic instanceof Topic.Tagged(var tag) ? query.param("tag", tag) : query;
    }

    private static TopicEntry.Told told(ResultSet row) throws SQLException {
        var kind = Kind.named(row.getString("kind"));
        var content = content(row.getString("content"), kind);
        var before = content(row.getString("before"), kind);
        return new TopicEntry.Told(
                new Changes.Change(
                        kind,
                        row.getString("item"),
                        new Version(
                                row.getInt("revision"),
                                row.getLong("position"),
                                instant(row, "valid_from"),
                                instantOrNull(row, "valid_to"),
                                instant(row, "recorded_at"),
                                JSON.readValue(row.getString("reason"), LocalizedText.class),
                                row.getObject("corrects", Long.class),
                                row.getBoolean("approved"),
                                content),
                        content == null ? content(row.getString("named"), kind) : content,
                        null),
                before == null ? null : new TopicEntry.Before(row.getInt("before_revision"), before));
    }

    private static @Nullable Content content(@Nullable String json, Kind kind) {
        return json == null ? null : JSON.readValue(json, kind.content());
    }
}
