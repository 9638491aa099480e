package org.trustledger.command.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/** What endpoints are called about, and every attempt, as rows. */
@Repository
public class Calls {
    private static final String WAITS =
            "(c.taken_at is null or c.again_at is not null) and c.given_up_at is null and c.dropped_at is null";
    private static final String DUE = """
            select c.id, w.trust_center, c.webhook, c.notice, c.made_at, c.attempts
            from webhook_call c join webhook w on w.id = c.webhook where\s""";

    private final JdbcTemplate jdbc;
    private final Webhooks webhooks;
    private final ApplicationEventPublisher wake;

    Calls(JdbcTemplate jdbc, Webhooks webhooks, ApplicationEventPublisher wake) {
        this.jdbc = jdbc;
        this.webhooks = webhooks;
        this.wake = wake;
    }

    /** Published once there is something to call about. */
    record Put() {}

    /**
     * A call that was put.
     *
     * @param topics why: of what the endpoint is told, that which the notice touches
     * @param toldFrom position after which the endpoint is told
     */
    public record Addressed(String call, PersonId webhook, List<String> topics, long toldFrom) {
        public Addressed {
            topics = List.copyOf(topics);
        }
    }

    /** Whether there is an endpoint that could be told anything. */
    public boolean hasAnybody(TrustCenterId trustCenter) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (
                  select from webhook where trust_center = ? and proved_at is not null and ended_at is null)""", Boolean.class, trustCenter.value()));
    }

    /**
     * Puts a call for each endpoint that is told of any of the topics, in the caller's transaction; one that is paused
     * is called once it is resumed.
     *
     * @param position up to which the notice tells
     * @param reminder whether it goes to those only who want to be reminded
     */
    public List<Addressed> put(
            TrustCenterId trustCenter,
            String notice,
            long position,
            Collection<String> topics,
            boolean reminder,
            Instant now) {
        var touched = topics.toArray(String[]::new);
        var put = jdbc.query(
                """
                with put as (
                  insert into webhook_call (id, webhook, notice, position, made_at)
                  select replace(gen_random_uuid()::text, '-', ''), id, ?, ?, ? from webhook
                  where trust_center = ? and proved_at is not null and ended_at is null
                    and topics && ?::text[] and (case when ? then reminders else told_from < ? end)
                  returning id, webhook)
                select put.id, w.id, w.told_from,
                  (select array_agg(topic order by topic) from unnest(w.topics) as topic where topic = any(?))
                from put join webhook w on w.id = put.webhook order by w.id""",
                (row, _) -> new Addressed(
                        Objects.requireNonNull(row.getString(1)),
                        new PersonId(row.getString(2)),
                        Arrays.asList((String[]) row.getArray(4).getArray()),
                        row.getLong(3)),
                notice,
                position,
                utc(now),
                trustCenter.value(),
                touched,
                reminder,
                position,
                touched);
        if (!put.isEmpty()) {
            webhooks.wake(put.stream().map(Addressed::webhook).toList(), now);
            wakeWhenDurable();
        }
        return put;
    }

    void wakeWhenDurable() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.publishEvent(new Put());
            }
        });
    }

    /** The first that an endpoint is to be called about; empty if none waits. */
    Optional<CallDue> first(PersonId webhook) {
        return jdbc
                .query(
                        DUE + "c.webhook = ? and " + WAITS + " order by c.position, c.made_at, c.id limit 1",
                        Calls::due,
                        webhook.value())
                .stream()
                .findFirst();
    }

    int waiting(PersonId webhook) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from webhook_call c where webhook = ? and " + WAITS, Integer.class, webhook.value()));
    }

    /**
     * Notes that a call is made next.
     *
     * @param bodySha256 of all that is sent
     * @param dataSha256 of the data in it, as it is kept
     * @return the number of the attempt
     */
    int begin(CallDue call, String bodySha256, String dataSha256, Instant now) {
        var number = Objects.requireNonNull(jdbc.queryForObject(
                "update webhook_call set begun = begun + 1 where id = ? returning begun", Integer.class, call.id()));
        jdbc.update(
                "insert into webhook_attempt (call, number, begun_at, body_sha256, data_sha256) values (?, ?, ?, ?, ?)",
                call.id(),
                number,
                utc(now),
                bodySha256,
                dataSha256);
        return number;
    }

    void came(CallDue call, int number, NotedOutcome outcome, Instant now) {
        jdbc.update(
                "update webhook_attempt set ended_at = ?, outcome = ?, status = ? where call = ? and number = ?",
                utc(now),
                outcome.key(),
                outcome.status(),
                call.id(),
                number);
    }

    /** The endpoint has it, even if it ended or was given up meanwhile. When it was taken first stays. */
    void taken(CallDue call, Instant now) {
        jdbc.update("""
                update webhook_call set taken_at = coalesce(taken_at, ?), again_at = null, given_up_at = null,
                  dropped_at = null, attempts = attempts + 1
                where id = ?""", utc(now), call.id());
    }

    void tryAgain(CallDue call) {
        jdbc.update("update webhook_call set attempts = attempts + 1 where id = ?", call.id());
    }

    void giveUp(CallDue call, Instant now) {
        jdbc.update(
                "update webhook_call set given_up_at = ?, attempts = attempts + 1 where id = ?", utc(now), call.id());
    }

    /** There is nothing to tell any more; what was taken before was taken all the same. */
    void drop(CallDue call, Instant now) {
        jdbc.update("""
                update webhook_call set dropped_at = case when taken_at is null then ?::timestamptz end, again_at = null
                where id = ?""", utc(now), call.id());
    }

    /** @return the ids of those that waited and were never taken */
    List<String> dropAll(PersonId webhook, Instant now) {
        jdbc.update(
                "update webhook_call c set again_at = null where webhook = ? and taken_at is not null and " + WAITS,
                webhook.value());
        return jdbc.query(
                "update webhook_call c set dropped_at = ? where webhook = ? and " + WAITS + " returning id",
                (row, _) -> row.getString(1),
                utc(now),
                webhook.value());
    }

    /** One that was given up; empty if it is none. */
    Optional<CallDue> givenUp(TrustCenterId trustCenter, String call) {
        return jdbc
                .query(
                        DUE + "c.id = ? and w.trust_center = ? and c.given_up_at is not null",
                        Calls::due,
                        call,
                        trustCenter.value())
                .stream()
                .findFirst();
    }

    void takeUpAgain(CallDue call) {
        jdbc.update("update webhook_call set given_up_at = null, attempts = 0 where id = ?", call.id());
    }

    /**
     * Takes up again some that some endpoints were given up to be called about and never took, those first that were
     * given up first.
     */
    List<CallDue> takeUpAgain(Collection<PersonId> webhooks, int most) {
        return jdbc.query("""
                update webhook_call c set given_up_at = null, attempts = 0
                from webhook w
                where w.id = c.webhook and c.id = any(array(
                  select id from webhook_call
                  where webhook = any(?) and given_up_at is not null and taken_at is null and dropped_at is null
                  order by given_up_at, id limit ?))
                returning c.id, w.trust_center, c.webhook, c.notice, c.made_at, c.attempts""", Calls::due, ids(webhooks), most);
    }

    /**
     * Has an endpoint called again about what tells anything after a position.
     *
     * @return the ids of those calls that did not wait already
     */
    List<String> replay(PersonId webhook, long after, Instant now) {
        return jdbc.query("""
                update webhook_call set again_at = case when taken_at is not null then ?::timestamptz end,
                  given_up_at = null, attempts = 0
                where webhook = ? and position > ? and dropped_at is null
                  and (taken_at is not null and again_at is null or given_up_at is not null)
                returning id""", (row, _) -> row.getString(1), utc(now), webhook.value(), after);
    }

    int countAfter(PersonId webhook, long after) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from webhook_call where webhook = ? and position > ? and dropped_at is null",
                Integer.class,
                webhook.value(),
                after));
    }

    /** What has become of a call. */
    public enum State {
        WAITING,
        TAKEN,
        GIVEN_UP,
        DROPPED
    }

    /**
     * A call and its last attempt. That the office was too busy to make one is none.
     *
     * @param position up to which it tells
     * @param at when it came into that state; while it waits, when it was put, or was to be told again
     * @param taken when it was taken first; null if it never was
     * @param tried when the last attempt began; null if there was none
     * @param outcome of that, or that the office was busy since; null if it is not known
     * @param number how many attempts there were
     */
    public record Told(
            String id,
            long position,
            State state,
            Instant at,
            @Nullable Instant taken,
            @Nullable Instant tried,
            @Nullable NotedOutcome outcome,
            int number) {
        /** What came of the last attempt, in words; empty if that is not known. */
        public Optional<String> say(WebhookTexts texts, Endpoint endpoint) {
            return Optional.ofNullable(outcome).map(noted -> noted.say(texts, endpoint));
        }
    }

    /** The last calls of an endpoint, the newest first. */
    List<Told> newest(PersonId webhook, int most) {
        return jdbc.query(
                """
                select c.id, c.position,
                  case when c.dropped_at is not null then 'DROPPED'
                       when c.taken_at is not null and (c.again_at is null or c.given_up_at is not null) then 'TAKEN'
                       when c.given_up_at is not null then 'GIVEN_UP' else 'WAITING' end,
                  coalesce(c.dropped_at, case when c.given_up_at is null then c.again_at end, c.taken_at, c.given_up_at,
                    c.made_at), c.taken_at, tried.at, a.outcome, a.status, tried.times
                from webhook_call c left join webhook_attempt a on a.call = c.id and a.number = c.begun
                  cross join lateral (
                    select count(*) as times, max(begun_at) as at from webhook_attempt t
                    where t.call = c.id and t.outcome is distinct from 'busy') as tried
                where c.webhook = ? order by c.position desc, c.made_at desc, c.id limit ?""",
                (row, _) -> new Told(
                        Objects.requireNonNull(row.getString(1)),
                        row.getLong(2),
                        State.valueOf(row.getString(3)),
                        Objects.requireNonNull(instant(row, 4)),
                        instant(row, 5),
                        instant(row, 6),
                        outcome(row, 7, 8),
                        row.getInt(9)),
                webhook.value(),
                most);
    }

    /** How many calls of each of some endpoints wait, of those of which any does. */
    Map<PersonId, Integer> waiting(Collection<PersonId> webhooks) {
        var waiting = new HashMap<PersonId, Integer>();
        jdbc.query(
                "select webhook, count(*) from webhook_call c where webhook = any(?) and " + WAITS + " group by 1",
                row -> {
                    waiting.put(new PersonId(row.getString(1)), row.getInt(2));
                },
                (Object) ids(webhooks));
        return waiting;
    }

    /**
     * A call that an endpoint did not take.
     *
     * @param at when that was known
     */
    public record Trouble(NotedOutcome outcome, Instant at) {}

    /** The last call since then that each of some endpoints did not take, of those of which there is one. */
    Map<PersonId, Trouble> lastTrouble(Collection<PersonId> webhooks, Instant since) {
        var troubles = new HashMap<PersonId, Trouble>();
        jdbc.query(
                """
                select distinct on (c.webhook) c.webhook, a.outcome, a.status, a.ended_at
                from webhook_call c join webhook_attempt a on a.call = c.id
                where c.webhook = any(?) and a.ended_at > ? and a.outcome not in ('accepted', 'busy')
                order by c.webhook, a.ended_at desc""",
                row -> {
                    troubles.put(
                            new PersonId(row.getString(1)),
                            new Trouble(
                                    Objects.requireNonNull(outcome(row, 2, 3)),
                                    Objects.requireNonNull(instant(row, 4))));
                },
                ids(webhooks),
                utc(since));
        return troubles;
    }

    private static String[] ids(Collection<PersonId> webhooks) {
        return webhooks.stream().map(PersonId::value).toArray(String[]::new);
    }

    /** What came of the last attempt at each of some calls, of those of which it is known. */
    public Map<String, NotedOutcome> lastOutcomes(Collection<String> calls) {
        var outcomes = new HashMap<String, NotedOutcome>();
        jdbc.query(
                """
                select distinct on (call) call, outcome, status from webhook_attempt
                where call = any(?) and outcome is not null order by call, number desc""",
                row -> {
                    outcomes.put(Objects.requireNonNull(row.getString(1)), Objects.requireNonNull(outcome(row, 2, 3)));
                },
                (Object) calls.toArray(String[]::new));
        return outcomes;
    }

    private static CallDue due(ResultSet row, int number) throws SQLException {
        return new CallDue(
                Objects.requireNonNull(row.getString(1)),
                new TrustCenterId(row.getString(2)),
                new PersonId(row.getString(3)),
                Objects.requireNonNull(row.getString(4)),
                Objects.requireNonNull(instant(row, 5)),
                row.getInt(6));
    }

    private static @Nullable NotedOutcome outcome(ResultSet row, int key, int status) throws SQLException {
        var noted = row.getString(key);
        return noted == null ? null : new NotedOutcome(noted, row.getObject(status, Integer.class));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
