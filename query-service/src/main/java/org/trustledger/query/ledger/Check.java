package org.trustledger.query.ledger;

import java.io.PrintStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Comparison.Disagreement;
import org.trustledger.query.ledger.Comparison.Group;
import org.trustledger.query.platform.Task;

/**
 * Proves that the views say what the topic says: reads all facts and all rows, makes the rows again from the facts and
 * compares. Changes nothing, and sees the views as they are when it begins, whatever a counter beside it takes in.
 */
@Component("check")
class Check implements Task {
    private static final Logger LOG = LoggerFactory.getLogger(Check.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int ROWS_AT_ONCE = 2_000;
    private static final long ITEMS_AT_ONCE = 60_000;
    private static final int LINES = 100;

    private final FactTopic topic;
    private final ViewSchema schema;
    private final Ledger ledger;
    private final List<Projection> projections;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;

    private final Clock clock;

    Check(
            FactTopic topic,
            ViewSchema schema,
            Ledger ledger,
            List<Projection> projections,
            DataSource database,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.clock = clock;
        this.topic = topic;
        this.schema = schema;
        this.ledger = ledger;
        this.projections = List.copyOf(projections);
        this.jdbc = new JdbcTemplate(database);
        this.jdbc.setFetchSize(ROWS_AT_ONCE);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * One trust center, as far as the views have it.
     *
     * @param facts that the topic has up to that position
     * @param digest SHA-256 over the SHA-256 of each fact's exact bytes, in the order of their positions; hex
     * @param topicPosition of the last whole commit on the topic
     */
    record Checked(
            TrustCenterId trustCenter, long position, long facts, String digest, long topicPosition, boolean agrees) {}

    /** What {@code --json} prints; the same members as the office's check. */
    record Report(boolean agrees, List<Checked> trustCenters, List<Disagreement> disagreements) {}

    @Override
    public int run(Set<String> options, PrintStream out) {
        if (!Set.of("--json").containsAll(options)) {
            out.println("check takes no option but --json.");
            return COULD_NOT;
        }
        try {
            var report = snapshot.execute(status -> report());
            if (options.contains("--json")) {
                out.println(FactCodec.mapper().writeValueAsString(report));
            } else {
                print(report, out);
            }
            return report.agrees() ? DONE : DISAGREES;
        } catch (KafkaException | DataAccessException | TransactionException | IllegalStateException e) {
            LOG.error("The check was broken off", e);
            out.printf("Could not check: %s%n", e.getMessage());
            return COULD_NOT;
        }
    }

    private static void print(Report report, PrintStream out) {
        for (var checked : report.trustCenters()) {
            out.printf(
                    "%s: topic and views %s up to position %d, %d facts, digest %s%s%n",
                    checked.trustCenter(),
                    checked.agrees() ? "agree" : "DISAGREE",
                    checked.position(),
                    checked.facts(),
                    checked.digest(),
                    checked.topicPosition() > checked.position()
                            ? "; the topic goes on to position %d".formatted(checked.topicPosition())
                            : "");
        }
        report.disagreements().forEach(found -> out.printf("%s: %s%n", found.trustCenter(), found.what()));
        if (report.trustCenters().isEmpty()) {
            out.println("Neither topic nor views have a trust center.");
        }
    }

    private Report report() {
        if (!schema.isStill()) {
            throw new IllegalStateException("a rebuild is under way; try again when it has ended");
        }
        var heads = ledger.heads().stream()
                .filter(head -> head.position() > 0)
                .collect(Collectors.toMap(Head::trustCenter, head -> head));
        var sight = new Sight(heads);
        var found = new ArrayList<Disagreement>();
        var passes = passes();
        var differing = new LinkedHashSet<Group>();
        for (var pass = 0; pass < passes; pass++) {
            var part = pass;
            var comparison = new Comparison();
            var first = pass == 0;
            audit(
                    sight,
                    (trustCenter, group) ->
                            Math.floorMod(trustCenter.value().hashCode() * 31 + group.hashCode(), passes) == part,
                    comparison.expected(),
                    comparison.stored(),
                    first);
            differing.addAll(comparison.differing());
        }
        sight.troubles().forEach(found::add);
        var shown = differing.stream()
                .sorted(Comparator.comparing(
                                (Group group) -> group.trustCenter().value())
                        .thenComparing(Group::name))
                .limit(LINES)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!shown.isEmpty()) {
            var detailed = new Comparison.Detailed();
            audit(
                    sight,
                    (trustCenter, group) -> shown.contains(new Group(trustCenter, group)),
                    detailed.expected(),
                    detailed.stored(),
                    false);
            found.addAll(detailed.disagreements(shown));
            for (var group : differing) {
                if (!shown.contains(group)) {
                    found.add(new Disagreement(group.trustCenter(), "%s differs".formatted(group.name())));
                }
            }
        }
        found.addAll(new Overlaps(jdbc).find(LINES));
        return sight.report(found);
    }

    private int passes() {
        var rows = jdbc.queryForObject("select count(*) from statement where upper_inf(recorded)", Long.class);
        return 1 + (int) ((rows == null ? 0 : rows) / ITEMS_AT_ONCE);
    }

    private void audit(Sight sight, Audit.Scope scope, Audit.Rows expected, Audit.Rows stored, boolean first) {
        var audits = new ArrayList<Audit>();
        audits.add(new CommitAudit());
        projections.forEach(projection -> projection.audit().ifPresent(audits::add));
        var state = new IntakeState(clock);
        try (var consumer = topic.open()) {
            var partitions = topic.partitions(consumer);
            var reading = new FactReading(consumer, partitions, Map.of(), List.of(), state);
            if (first) {
                reading.whenInOrder(sight::seen);
            }
            var ends = consumer.endOffsets(partitions);
            while (!reading.hasReached(ends)) {
                var taken = reading.next(POLL);
                taken.commits().forEach((trustCenter, facts) -> {
                    var within = facts.stream().filter(sight::isWithin).toList();
                    if (!within.isEmpty()) {
                        audits.forEach(audit -> audit.on(within, scope, expected));
                    }
                });
            }
        }
        if (first) {
            sight.stopped(state.stopped());
        }
        for (var audit : audits) {
            audit.finish((trustCenter, group, where, text) -> {
                if (scope.test(trustCenter, group)) {
                    expected.add(trustCenter, group, where, text);
                }
            });
            audit.stored(jdbc, scope, stored);
        }
    }

    /** What is seen of the topic, as far as the views go. */
    private static final class Sight {
        private final Map<TrustCenterId, Head> heads;
        private final Map<TrustCenterId, MessageDigest> digests = new HashMap<>();
        private final Map<TrustCenterId, Long> facts = new TreeMap<>(Comparator.comparing(TrustCenterId::value));
        private final Map<TrustCenterId, Long> topicPositions = new HashMap<>();
        private final List<Disagreement> troubles = new ArrayList<>();

        Sight(Map<TrustCenterId, Head> heads) {
            this.heads = heads;
            heads.keySet().forEach(trustCenter -> facts.put(trustCenter, 0L));
        }

        boolean isWithin(PublicFact fact) {
            var head = heads.get(fact.trustCenter());
            return head != null && fact.position() <= head.position();
        }

        void seen(PublicFact fact, byte[] bytes) {
            var trustCenter = fact.trustCenter();
            facts.putIfAbsent(trustCenter, 0L);
            if (fact.endsCommit()) {
                topicPositions.put(trustCenter, fact.position());
            }
            if (isWithin(fact)) {
                facts.merge(trustCenter, 1L, Long::sum);
                digests.computeIfAbsent(trustCenter, key -> Comparison.sha256())
                        .update(Comparison.sha256().digest(bytes));
            }
        }

        void stopped(Map<TrustCenterId, String> stopped) {
            stopped.forEach((trustCenter, why) -> troubles.add(new Disagreement(trustCenter, "on the topic " + why)));
            heads.forEach((trustCenter, head) -> {
                var onTheTopic = topicPositions.getOrDefault(trustCenter, 0L);
                if (onTheTopic < head.position()) {
                    troubles.add(new Disagreement(
                            trustCenter,
                            "the topic has whole commits up to position %d only, the views up to %d"
                                    .formatted(onTheTopic, head.position())));
                }
            });
        }

        List<Disagreement> troubles() {
            return troubles;
        }

        Report report(List<Disagreement> found) {
            var checked = new ArrayList<Checked>();
            found.forEach(disagreement -> facts.putIfAbsent(disagreement.trustCenter(), 0L));
            facts.forEach((trustCenter, count) -> {
                var head = heads.get(trustCenter);
                var digest = digests.getOrDefault(trustCenter, Comparison.sha256());
                checked.add(new Checked(
                        trustCenter,
                        head == null ? 0 : head.position(),
                        count,
                        HexFormat.of().formatHex(digest.digest()),
                        topicPositions.getOrDefault(trustCenter, 0L),
                        found.stream()
                                .noneMatch(disagreement ->
                                        disagreement.trustCenter().equals(trustCenter))));
            });
            return new Report(found.isEmpty(), checked, List.copyOf(found));
        }
    }
}
