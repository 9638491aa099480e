package org.trustledger.query.feeds;

import static org.trustledger.query.platform.Rows.instant;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.ContentFact;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.ledger.Filling;
import org.trustledger.query.ledger.Projection;
import org.trustledger.query.ledger.Writing;
import org.trustledger.query.platform.CopiedRows;
import org.trustledger.query.statements.Kind;

/** Numbers, topic by topic, the commits that say something of it, whoever may read that. */
@Component
class TopicProjection implements Projection {
    private static final int CHUNK = 1 << 20;
    private static final String TABLE =
            "topic_commit (trust_center, topic, number, first_position, position, recorded_at)";

    private final JdbcTemplate jdbc;

    TopicProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What one commit says of a topic, from the first to the last of its facts that may be about it. */
    private record Saying(String topic, long first, long position, Instant recordedAt) {}

    private record Numbered(TrustCenterId trustCenter, String topic) {}

    private static Collection<Saying> sayings(List<PublicFact> commits) {
        var sayings = new LinkedHashMap<Map.Entry<Topic, Long>, Saying>();
        for (var fact : commits) {
            if (fact.fact() instanceof ContentFact content) {
                Topic.of(Kind.of(content))
                        .ifPresent(topic -> sayings.putIfAbsent(
                                Map.entry(topic, fact.commitPosition()),
                                new Saying(topic.text(), fact.position(), fact.commitPosition(), fact.recordedAt())));
            }
        }
        return sayings.values();
    }

    @Override
    public void on(List<PublicFact> commits) {
        var sayings = sayings(commits);
        if (sayings.isEmpty()) {
            return;
        }
        jdbc.update(
                """
                insert into topic_commit (trust_center, topic, number, first_position, position, recorded_at)
                select center.id, fresh.topic,
                       coalesce((select max(number) from topic_commit known
                                 where known.trust_center = center.id and known.topic = fresh.topic), 0)
                         + row_number() over (partition by fresh.topic order by fresh.position),
                       fresh.first_position, fresh.position, fresh.recorded_at
                from (values (?)) as center (id)
                cross join unnest(?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                  as fresh (topic, first_position, position, recorded_at)""",
                commits.getFirst().trustCenter().value(),
                sayings.stream().map(Saying::topic).toArray(String[]::new),
                sayings.stream().map(Saying::first).toArray(Long[]::new),
                sayings.stream().map(Saying::position).toArray(Long[]::new),
                sayings.stream().map(saying -> saying.recordedAt().toString()).toArray(String[]::new));
    }

    @Override
    public Filling fill(Writing writing) {
        var rows = new CopiedRows();
        var numbers = new HashMap<Numbered, Integer>();
        return new Filling() {
            @Override
            public void on(List<PublicFact> commits) {
                var trustCenter = commits.getFirst().trustCenter();
                for (var saying : sayings(commits)) {
                    rows.add(trustCenter)
                            .add(saying.topic())
                            .add(numbers.merge(new Numbered(trustCenter, saying.topic()), 1, Integer::sum))
                            .add(saying.first())
                            .add(saying.position())
                            .add(saying.recordedAt())
                            .endRow();
                }
                if (rows.size() > CHUNK) {
                    write();
                }
            }

            @Override
            public void finish() {
                write();
            }

            private void write() {
                writing.later(rows.copyingInto(jdbc, TABLE, "with (freeze)"));
            }
        };
    }

    @Override
    public Optional<Audit> audit() {
        return Optional.of(new TopicAudit());
    }

    private static final class TopicAudit implements Audit {
        private static final int AT_ONCE = 1_000;

        private final Map<Numbered, Integer> numbers = new HashMap<>();

        @Override
        public void on(List<PublicFact> commits, Scope scope, Rows expected) {
            var trustCenter = commits.getFirst().trustCenter();
            for (var saying : sayings(commits)) {
                var number = numbers.merge(new Numbered(trustCenter, saying.topic()), 1, Integer::sum);
                add(scope, expected, trustCenter, number, saying);
            }
        }

        @Override
        public void finish(Rows expected) {
            // Each commit made its rows at once.
        }

        @Override
        public void stored(JdbcTemplate reading, Scope scope, Rows stored) {
            reading.query(
                    "select trust_center, topic, number, first_position, position, recorded_at from topic_commit",
                    row -> {
                        add(
                                scope,
                                stored,
                                new TrustCenterId(row.getString("trust_center")),
                                row.getInt("number"),
                                new Saying(
                                        row.getString("topic"),
                                        row.getLong("first_position"),
                                        row.getLong("position"),
                                        instant(row, "recorded_at")));
                    });
        }

        private static void add(Scope scope, Rows rows, TrustCenterId trustCenter, int number, Saying saying) {
            var group = "commits about %s/%d".formatted(saying.topic(), number / AT_ONCE);
            if (scope.test(trustCenter, group)) {
                rows.add(
                        trustCenter,
                        group,
                        "number %d".formatted(number),
                        "positions %d to %d, recorded %s"
                                .formatted(saying.first(), saying.position(), saying.recordedAt()));
            }
        }
    }
}
