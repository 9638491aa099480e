package org.trustledger.command.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.trustledger.events.AccessFact;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.ContentFact;
import org.trustledger.events.Fact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PublicFact;
import org.trustledger.events.ReviewChanged;
import org.trustledger.events.Statement;
import org.trustledger.events.TrustCenterId;

/**
 * The only way into the event store. One call is one commit: all of it becomes durable and visible together, or nothing
 * happened.
 *
 * <p>Called inside a command handler it joins the command's transaction, so the rows a feature keeps beside the ledger
 * agree with it; anywhere else it opens its own.
 */
@Component
public class Ledger {
    private static final int BATCH = 1_000;

    private final EventStore store;
    private final TransactionManager transactions;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher wake;
    private final FactCodec codec = new FactCodec();
    private final FactRows rows;

    Ledger(
            EventStore store,
            TransactionManager transactions,
            JdbcTemplate jdbc,
            Clock clock,
            ApplicationEventPublisher wake) {
        this.store = store;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.rows = new FactRows(jdbc, codec);
        this.clock = clock;
        this.wake = wake;
    }

    /**
     * Locks the trust center, lets the decision be taken and records its facts as one commit. A trust center begins to
     * exist with its first fact.
     *
     * <p>Whatever the decision throws reaches the caller as it is, and nothing is recorded.
     *
     * @param actor opaque id of who causes it, never a name
     * @param correlationId of the request that causes it
     */
    public Recorded record(TrustCenterId trustCenter, String actor, String correlationId, Decision decision) {
        return record(trustCenter, actor, null, correlationId, decision);
    }

    /**
     * The same for what somebody else has approved.
     *
     * @param approver opaque id; null if nobody has
     */
    public Recorded record(
            TrustCenterId trustCenter,
            String actor,
            @Nullable String approver,
            String correlationId,
            Decision decision) {
        return inOneTransaction(() -> {
            var moment = lock(trustCenter);
            var facts = List.<Fact>copyOf(decision.decide(moment));
            if (facts.isEmpty()) {
                unlock(moment);
                return new Recorded(trustCenter, moment.position(), moment.contentPosition(), moment.recordedAt(), 0);
            }
            return append(moment, actor, approver, correlationId, facts);
        });
    }

    /**
     * Keeps what happened to one item and is nobody else's business, in the same transaction as the caller's. Takes no
     * position and locks nothing but the item: a concurrent change of the same item makes one of the two fail.
     *
     * @param kind of the item, such as {@code packs}
     */
    public void keep(
            TrustCenterId trustCenter,
            String kind,
            String item,
            String actor,
            String correlationId,
            List<? extends Occurrence> occurrences) {
        inOneTransaction(() -> {
            var address = address(trustCenter, kind, item);
            var next =
                    store.lastSequenceNumberFor(address).map(last -> last + 1).orElse(0L);
            var recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var messages = new ArrayList<DomainEventMessage<?>>();
            for (var occurrence : occurrences) {
                messages.add(message(address, kind, next++, occurrence, recordedAt, actor, correlationId));
            }
            store.publish(messages);
            return messages.size();
        });
    }

    /** Everything that happened to one item, oldest first: {@link Fact}s and {@link Occurrence}s. */
    public List<Object> history(TrustCenterId trustCenter, String kind, String item) {
        return store.readEvents(address(trustCenter, kind, item), 0)
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }

    /** All facts about content and access in position order, as told; none if there is no such trust center. */
    public List<PublicFact> contentFacts(TrustCenterId trustCenter) {
        return jdbc.query(
                "select bytes from public_fact where trust_center = ? and content order by position",
                (row, _) -> codec.read(row.getBytes(1)),
                trustCenter.value());
    }

    /**
     * Hands over the facts about content and access after a position one by one, in order, without ever holding all of
     * them, each as it would be told to everybody. What one commit recorded is handed over whole or not at all.
     */
    public void eachContentFact(TrustCenterId trustCenter, long after, Consumer<PublicFact> reader) {
        inOneTransaction(() -> {
            jdbc.query(
                    connection -> {
                        var statement = connection.prepareStatement(Truth.SELECT + Truth.FROM
                                + "where f.trust_center = ? and f.position > ? and f.content order by f.position");
                        statement.setFetchSize(BATCH);
                        statement.setString(1, trustCenter.value());
                        statement.setLong(2, after);
                        return statement;
                    },
                    row -> {
                        reader.accept(Truth.in(row, codec));
                    });
            return trustCenter;
        });
    }

    /**
     * All that was ever recorded of some items, in position order, each fact as it would be told to everybody.
     *
     * @param items each by kind and id, such as {@code answers/data-location}
     */
    public List<PublicFact> factsOf(TrustCenterId trustCenter, Collection<String> items) {
        return jdbc.query(
                Truth.SELECT + Truth.FROM + """
                        join (select (convert_from(meta_data, 'UTF8')::jsonb ->> 'position')::bigint as position
                              from domain_event where aggregate_identifier = any(?)) as event
                          on event.position = f.position
                        where f.trust_center = ? order by f.position""",
                (row, _) -> Truth.in(row, codec),
                items.stream().map(item -> "%s/%s".formatted(trustCenter, item)).toArray(String[]::new),
                trustCenter.value());
    }

    /** How far a trust center has come; empty if nothing was ever recorded of it. */
    public Optional<Head> head(TrustCenterId trustCenter) {
        return jdbc
                .query(
                        """
                        select position, recorded_at, content_position, content_recorded_at, access_position
                        from ledger where trust_center = ? and position > 0""",
                        (row, _) -> new Head(
                                row.getLong(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getLong(3),
                                instant(row.getObject(4, OffsetDateTime.class)),
                                row.getLong(5)),
                        trustCenter.value())
                .stream()
                .findFirst();
    }

    private Moment lock(TrustCenterId trustCenter) {
        while (true) {
            var locked = jdbc.query(
                    "select position, content_position, recorded_at from ledger where trust_center = ? for update",
                    (row, _) -> new Moment(
                            trustCenter,
                            after(instant(row.getObject(3, OffsetDateTime.class))),
                            row.getLong(1),
                            row.getLong(2)),
                    trustCenter.value());
            if (!locked.isEmpty()) {
                return locked.getFirst();
            }
            // Only for the first commit, because every other one would pay for it. Around again and not returning, for
            // an empty first commit of somebody else may take its row away between the two statements.
            jdbc.update("insert into ledger (trust_center) values (?) on conflict do nothing", trustCenter.value());
        }
    }

    private void unlock(Moment moment) {
        if (moment.isFirst()) {
            jdbc.update(
                    "delete from ledger where trust_center = ?",
                    moment.trustCenter().value());
        }
    }

    private Instant after(@Nullable Instant last) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return last == null || now.isAfter(last) ? now : last.plus(Duration.of(1, ChronoUnit.MICROS));
    }

    private Recorded append(
            Moment moment, String actor, @Nullable String approver, String correlationId, List<Fact> facts) {
        var trustCenter = moment.trustCenter();
        var end = moment.position() + facts.size();
        var contentPosition = moment.contentPosition();
        var published = new ArrayList<PublicFact>(facts.size());
        for (var i = 0; i < facts.size(); i++) {
            var position = moment.position() + 1 + i;
            published.add(new PublicFact(
                    trustCenter, position, end, moment.recordedAt(), actor, approver, correlationId, facts.get(i)));
            switch (facts.get(i)) {
                case ContentFact content -> {
                    requireMicroseconds(content.statement());
                    contentPosition = position;
                }
                case AccessFact _ -> contentPosition = position;
                case AnswerConfirmed _, PackIssued _, ReviewChanged _ -> {
                    // No content, so they move nothing.
                }
            }
        }
        rows.insert(published);
        var recorded = new Recorded(trustCenter, end, contentPosition, moment.recordedAt(), facts.size());
        whenDurable(() -> wake.publishEvent(recorded));
        return recorded;
    }

    // PostgreSQL would round what is finer, and its row would say another moment than the published bytes.
    private static void requireMicroseconds(Statement statement) {
        for (var boundary : Arrays.asList(statement.validFrom(), statement.validTo())) {
            if (boundary != null && !boundary.equals(boundary.truncatedTo(ChronoUnit.MICROS))) {
                throw new IllegalArgumentException(
                        "%s of %s is finer than the ledger's microseconds".formatted(boundary, statement.item()));
            }
        }
    }

    private static DomainEventMessage<?> message(
            String address,
            String kind,
            long number,
            Occurrence occurrence,
            Instant recordedAt,
            String actor,
            String correlationId) {
        return new GenericDomainEventMessage<>(
                kind,
                address,
                number,
                occurrence,
                Map.of("actor", actor, "correlationId", correlationId),
                UUID.randomUUID().toString(),
                recordedAt);
    }

    private <T> T inOneTransaction(Supplier<T> work) {
        if (CurrentUnitOfWork.isStarted()) {
            return work.get();
        }
        var unit = DefaultUnitOfWork.startAndGet(null);
        unit.attachTransaction(transactions);
        var result = unit.executeWithResult(work::get);
        if (result.isExceptional()) {
            throw asItIs(result.exceptionResult());
        }
        return result.getPayload();
    }

    private static RuntimeException asItIs(Throwable cause) {
        return switch (cause) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException(cause);
        };
    }

    private static void whenDurable(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    private static String address(TrustCenterId trustCenter, String kind, String item) {
        return "%s/%s/%s".formatted(trustCenter, kind, item);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
