package org.trustledger.query.ledger;

import static org.trustledger.query.platform.Rows.timestamp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.events.AccessFact;
import org.trustledger.events.ContentFact;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/**
 * Applies whole commits and the offset behind them in one transaction.
 *
 * <p>Two processes may do so at once: the row of the trust center is locked, and what the other one has applied is
 * skipped by its position.
 */
@Component
class CommitIntake {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<Projection> projections;

    CommitIntake(JdbcClient jdbc, PlatformTransactionManager transactions, List<Projection> projections) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.projections = List.copyOf(projections);
    }

    /**
     * @param commits per trust center its facts, whole commits without a gap; sorted, so that two processes that take
     *     the same locks take them in the same order
     * @param topicId of the topic in which the offsets count
     * @param nextOffsets per partition where to go on after a restart
     * @return the heads reached
     */
    List<Head> apply(
            SortedMap<TrustCenterId, List<PublicFact>> commits,
            String topic,
            String topicId,
            Map<Integer, Long> nextOffsets) {
        return transaction.execute(status -> {
            var heads = new ArrayList<Head>();
            commits.forEach((trustCenter, facts) -> heads.add(apply(trustCenter, facts)));
            nextOffsets.forEach((part, offset) ->
                    jdbc.sql("""
                            insert into topic_offset (topic, part, next_offset, topic_id) values (?, ?, ?, ?)
                            on conflict (topic, part) do update
                            set next_offset = excluded.next_offset, topic_id = excluded.topic_id""").params(topic, part, offset, topicId).update());
            return heads;
        });
    }

    private Head apply(TrustCenterId trustCenter, List<PublicFact> facts) {
        var before = lockedHead(trustCenter);
        var fresh = facts.stream()
                .filter(fact -> fact.position() > before.position())
                .toList();
        if (fresh.isEmpty()) {
            return before;
        }
        if (fresh.getFirst().position() != before.position() + 1) {
            throw new IllegalStateException("The views of %s stand at position %d and cannot take position %d next"
                    .formatted(trustCenter, before.position(), fresh.getFirst().position()));
        }
        projections.forEach(projection -> projection.on(fresh));
        var commits = commitsOf(before, fresh);
        var after = commits.getLast();
        jdbc.sql("""
                with shown as (
                    insert into commit (trust_center, position, recorded_at, content_position, content_recorded_at)
                    select ?, * from unnest(?::bigint[], ?::timestamptz[], ?::bigint[], ?::timestamptz[]))
                update trust_center
                set position = ?, recorded_at = ?, content_position = ?, content_recorded_at = ?, access_position = ?
                where id = ?""")
                .params(
                        trustCenter.value(),
                        commits.stream().map(Head::position).toArray(Long[]::new),
                        commits.stream()
                                .map(head -> head.recordedAt().toString())
                                .toArray(String[]::new),
                        commits.stream().map(Head::contentPosition).toArray(Long[]::new),
                        commits.stream()
                                .map(head -> head.contentRecordedAt().toString())
                                .toArray(String[]::new),
                        after.position(),
                        timestamp(after.recordedAt()),
                        after.contentPosition(),
                        timestamp(after.contentRecordedAt()),
                        after.accessPosition(),
                        trustCenter.value())
                .update();
        return after;
    }

    private Head lockedHead(TrustCenterId trustCenter) {
        return knownHead(trustCenter).orElseGet(() -> {
            jdbc.sql("""
                    insert into trust_center (id, position, recorded_at, content_position, content_recorded_at)
                    values (?, 0, timestamptz 'epoch', 0, timestamptz 'epoch') on conflict do nothing""").param(trustCenter.value()).update();
            return knownHead(trustCenter).orElseThrow();
        });
    }

    private Optional<Head> knownHead(TrustCenterId trustCenter) {
        return jdbc.sql("""
                select id, position, recorded_at, content_position, content_recorded_at, access_position
                from trust_center where id = ? for update""").param(trustCenter.value()).query(Ledger::head).optional();
    }

    static List<Head> commitsOf(Head before, List<PublicFact> facts) {
        var commits = new ArrayList<Head>();
        long contentPosition = before.contentPosition();
        Instant contentRecordedAt = before.contentRecordedAt();
        long accessPosition = before.accessPosition();
        for (var fact : facts) {
            if (fact.fact() instanceof ContentFact || fact.fact() instanceof AccessFact) {
                contentPosition = fact.position();
                contentRecordedAt = fact.recordedAt();
            }
            if (fact.fact() instanceof AccessFact) {
                accessPosition = fact.position();
            }
            if (fact.endsCommit()) {
                commits.add(new Head(
                        fact.trustCenter(),
                        fact.position(),
                        fact.recordedAt(),
                        contentPosition,
                        contentRecordedAt,
                        accessPosition));
            }
        }
        return commits;
    }
}
