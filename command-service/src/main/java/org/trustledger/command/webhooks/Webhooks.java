package org.trustledger.command.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.subscriptions.Topic;
import org.trustledger.events.TrustCenterId;

/** Endpoints that somebody registered, as rows. */
@Repository
class Webhooks {
    private static final String COLUMNS = """
            id, trust_center, known, topics, reminders, version, registered_at, trial, trial_at, trial_outcome,
            trial_status, proved_at, paused_at, paused_because, failing_since, given_up, due_at, held_until, ended_at,
            ended_because""";
    private static final String SELECT = "select " + COLUMNS + " from webhook where ";
    private static final String FAILING = "failing";
    private static final int OTHERS = 10;

    private final JdbcTemplate jdbc;

    Webhooks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            PersonId id,
            TrustCenterId trustCenter,
            String linkMark,
            String hostMark,
            byte[] sealed,
            WebhookWish wish,
            Instant now) {
        jdbc.update(
                """
                insert into webhook (id, trust_center, link_mark, host_mark, known, topics, reminders, registered_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                id.value(),
                trustCenter.value(),
                linkMark,
                hostMark,
                sealed,
                keys(wish),
                wish.reminders(),
                utc(now));
    }

    /** Lets nobody else prove an endpoint of a trust center until the caller's transaction is over. */
    void holdRoom(TrustCenterId trustCenter) {
        jdbc.query(
                "select pg_advisory_xact_lock(hashtextextended('trust-ledger.webhooks/' || ?, 0))",
                (_, _) -> true,
                trustCenter.value());
    }

    /** Those of a trust center that are told or would be, in the order in which they were proved. */
    List<Webhook> told(TrustCenterId trustCenter) {
        return jdbc.query(
                SELECT + "trust_center = ? and proved_at is not null and ended_at is null order by proved_at, id",
                Webhooks::webhook,
                trustCenter.value());
    }

    /** How many of a trust center are paused because they failed. */
    int countFailed(TrustCenterId trustCenter) {
        return count(
                "select count(*) from webhook where trust_center = ? and paused_because = ? and ended_at is null",
                trustCenter.value(),
                FAILING);
    }

    /** How many endpoints of a host a trust center has that are told or would be. */
    int countOfHost(TrustCenterId trustCenter, String hostMark) {
        return count("""
                select count(*) from webhook
                where trust_center = ? and host_mark = ? and proved_at is not null and ended_at is null""", trustCenter.value(), hostMark);
    }

    Optional<Webhook> findByLink(TrustCenterId trustCenter, String linkMark) {
        return one(SELECT + "trust_center = ? and link_mark = ?", trustCenter.value(), linkMark);
    }

    /** Takes hold of the one with the link, in the caller's transaction. */
    Optional<Webhook> holdByLink(TrustCenterId trustCenter, String linkMark) {
        return one(SELECT + "trust_center = ? and link_mark = ? for update", trustCenter.value(), linkMark);
    }

    /** Takes hold of one, in the caller's transaction. */
    Optional<Webhook> hold(PersonId id) {
        return one(SELECT + "id = ? for update", id.value());
    }

    /** Some others that have not ended, of any trust center; none if there are none. */
    List<PersonId> others(PersonId than) {
        return jdbc.query(
                "select id from webhook where ended_at is null and id <> ? limit ?",
                (row, _) -> new PersonId(row.getString(1)),
                than.value(),
                OTHERS);
    }

    /**
     * Takes hold, in the caller's transaction, of those of a trust center that can be called again about what was given
     * up. In one order, as {@link #wake} does.
     */
    List<PersonId> holdGivenUp(TrustCenterId trustCenter) {
        return jdbc.query("""
                select id from webhook
                where trust_center = ? and ended_at is null and exists (
                  select from webhook_call c where c.webhook = webhook.id and c.given_up_at is not null
                    and c.taken_at is null and c.dropped_at is null)
                order by id for update""", (row, _) -> new PersonId(row.getString(1)), trustCenter.value());
    }

    List<Webhook> find(Collection<PersonId> ids) {
        return jdbc.query(SELECT + "id = any(?)", Webhooks::webhook, (Object)
                ids.stream().map(PersonId::value).toArray(String[]::new));
    }

    void change(PersonId id, WebhookWish wish) {
        jdbc.update(
                "update webhook set topics = ?, reminders = ?, version = version + 1 where id = ?",
                keys(wish),
                wish.reminders(),
                id.value());
    }

    void seal(PersonId id, byte[] known) {
        jdbc.update("update webhook set known = ? where id = ?", known, id.value());
    }

    void tried(PersonId id, Webhook.Purpose purpose, Instant at) {
        jdbc.update(
                "update webhook set trial = ?, trial_at = ?, trial_outcome = null, trial_status = null where id = ?",
                purpose.key(),
                utc(at),
                id.value());
    }

    /** What came of the trial that was begun then; of an older one nobody wants to know. */
    void trialEnded(PersonId id, Instant begun, NotedOutcome outcome) {
        jdbc.update(
                "update webhook set trial_outcome = ?, trial_status = ? where id = ? and trial_at = ?",
                outcome.key(),
                outcome.status(),
                id.value(),
                utc(begun));
    }

    /** Lets nobody look for what is to be told until the caller's transaction is over. */
    void holdReach(TrustCenterId trustCenter) {
        jdbc.query(
                "select position from notice_reach where trust_center = ? for share",
                (row, _) -> row.getLong(1),
                trustCenter.value());
    }

    void prove(PersonId id, String hostMark, Instant now, long toldFrom) {
        jdbc.update(
                "update webhook set proved_at = ?, told_from = ?, host_mark = ? where id = ?",
                utc(now),
                toldFrom,
                hostMark,
                id.value());
    }

    void pause(PersonId id, Instant now, boolean failing) {
        jdbc.update(
                "update webhook set paused_at = ?, paused_because = ? where id = ? and paused_at is null",
                utc(now),
                failing ? FAILING : "asked",
                id.value());
    }

    void resume(PersonId id) {
        jdbc.update("""
                update webhook set paused_at = null, paused_because = null, failing_since = null, given_up = 0
                where id = ?""", id.value());
    }

    void failing(PersonId id, Failing failing) {
        jdbc.update(
                "update webhook set failing_since = ?, given_up = ? where id = ?",
                failing.since() == null ? null : utc(failing.since()),
                failing.givenUp(),
                id.value());
    }

    /** Takes away all that says whose it was and where. */
    void end(PersonId id, Instant now, Webhook.Because because) {
        jdbc.update("""
                update webhook set ended_at = ?, ended_because = ?, known = null, host_mark = null, topics = '{}', due_at = null,
                  held_until = null, trial = null, trial_at = null, trial_outcome = null, trial_status = null
                where id = ?""", utc(now), because.key(), id.value());
    }

    /** Leaves nothing: one that was never proved was never told anything either. */
    void forget(PersonId id) {
        jdbc.update("delete from webhook where id = ?", id.value());
    }

    /** Those that were registered before then and never proved. */
    List<PersonId> unproved(Instant registeredBefore, int most) {
        return jdbc.query("""
                select id from webhook where proved_at is null and ended_at is null and registered_at < ?
                order by registered_at limit ?""", (row, _) -> new PersonId(row.getString(1)), utc(registeredBefore), most);
    }

    /**
     * Takes hold of some of which a call is to be made: of each trust center in turn, those first that have waited
     * longest. Whoever holds them and does not come back loses them to another.
     *
     * @param most at once
     * @param mostOfOne of one trust center, with those that are held already: whoever has many slow endpoints leaves
     *     others a place
     */
    List<Webhook> holdDue(Instant now, Instant until, int most, int mostOfOne) {
        return jdbc.query(
                """
                update webhook set held_until = ?
                where id in (
                  select id from webhook
                  where id in (
                      select id from (
                        select w.id, w.due_at,
                          row_number() over (partition by w.trust_center order by w.due_at, w.id)
                            + (select count(*) from webhook h
                               where h.trust_center = w.trust_center and h.ended_at is null and h.held_until > ?) as place
                        from webhook w
                        where w.due_at <= ? and w.paused_at is null and w.ended_at is null
                          and (w.held_until is null or w.held_until <= ?)) as due
                      where place <= ? order by place, due_at, id limit ?)
                    -- Once more, for somebody may have been quicker.
                    and due_at <= ? and paused_at is null and ended_at is null
                    and (held_until is null or held_until <= ?)
                  for update skip locked)
                returning\s""" + COLUMNS,
                Webhooks::webhook,
                utc(until),
                utc(now),
                utc(now),
                utc(now),
                mostOfOne,
                most,
                utc(now),
                utc(now));
    }

    /** When the next is due that nobody holds; empty if none is. */
    Optional<Instant> nextDue() {
        return jdbc.query("""
                        select min(greatest(due_at, held_until)) from webhook
                        where due_at is not null and paused_at is null and ended_at is null""", (row, _) -> Optional.ofNullable(instant(row, 1))).getFirst();
    }

    /** @param due when the next call is made; null if none waits */
    void release(PersonId id, @Nullable Instant due) {
        jdbc.update(
                "update webhook set held_until = null, due_at = ? where id = ?",
                due == null ? null : utc(due),
                id.value());
    }

    /** There is something to call it about: now, unless something waits already. */
    void wake(Collection<PersonId> ids, Instant now) {
        // Those too that seem to be awake: whoever holds one may be about to find that nothing waits. In one order, so
        // that two who wake several wait for one another in turn.
        jdbc.query(
                "select id from webhook where id = any(?) order by id for update",
                (row, _) -> row.getString(1),
                (Object) values(ids));
        jdbc.update(
                "update webhook set due_at = ? where id = any(?) and due_at is null and ended_at is null",
                utc(now),
                values(ids));
    }

    /** What waits is called about now. */
    void due(PersonId id, Instant now) {
        jdbc.update("update webhook set due_at = ? where id = ? and ended_at is null", utc(now), id.value());
    }

    /** How many a trust center has that are told or would be, and how many of those are paused. */
    WebhookDesk.Count count(TrustCenterId trustCenter) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                select count(*), count(paused_at) from webhook
                where trust_center = ? and proved_at is not null and ended_at is null""", (row, _) -> new WebhookDesk.Count(row.getInt(1), row.getInt(2)), trustCenter.value()));
    }

    /**
     * Notes what somebody has done with an endpoint, to be counted.
     *
     * @param hostMark of the host that is called for it; null if that is not to be counted
     */
    void add(TrustCenterId trustCenter, PersonId webhook, Asked asked, @Nullable String hostMark, Instant now) {
        jdbc.update(
                "insert into webhook_trial (trust_center, webhook, asked, host_mark, asked_at) values (?, ?, ?, ?, ?)",
                trustCenter.value(),
                webhook.value(),
                asked.key(),
                hostMark,
                utc(now));
    }

    int registeredSince(TrustCenterId trustCenter, Instant since) {
        return count(
                "select count(*) from webhook_trial where trust_center = ? and asked = ? and asked_at > ?",
                trustCenter.value(),
                Asked.REGISTER.key(),
                utc(since));
    }

    int askedSince(PersonId webhook, Asked asked, Instant since) {
        return count(
                "select count(*) from webhook_trial where webhook = ? and asked = ? and asked_at > ?",
                webhook.value(),
                asked.key(),
                utc(since));
    }

    /** How many calls a trust center made to endpoints that nobody had proved. */
    int trialsSince(TrustCenterId trustCenter, Instant since) {
        return count(
                "select count(*) from webhook_trial where trust_center = ? and host_mark is not null and asked_at > ?",
                trustCenter.value(),
                utc(since));
    }

    /** How many of those it made to one host. */
    int trialsSince(TrustCenterId trustCenter, String hostMark, Instant since) {
        return count(
                "select count(*) from webhook_trial where trust_center = ? and host_mark = ? and asked_at > ?",
                trustCenter.value(),
                hostMark,
                utc(since));
    }

    private int count(String query, Object... values) {
        return Objects.requireNonNull(jdbc.queryForObject(query, Integer.class, values));
    }

    void forgetTrials(Instant before) {
        jdbc.update("delete from webhook_trial where asked_at < ?", utc(before));
    }

    private Optional<Webhook> one(String query, Object... values) {
        return jdbc.query(query, Webhooks::webhook, values).stream().findFirst();
    }

    private static Webhook webhook(ResultSet row, int number) throws SQLException {
        var trialAt = instant(row, 9);
        var pausedAt = instant(row, 13);
        var endedAt = instant(row, 19);
        return new Webhook(
                new PersonId(row.getString(1)),
                new TrustCenterId(row.getString(2)),
                row.getBytes(3),
                new WebhookWish(
                        Arrays.stream((String[]) row.getArray(4).getArray())
                                .map(Topic::new)
                                .collect(Collectors.toCollection(TreeSet::new)),
                        row.getBoolean(5)),
                row.getLong(6),
                Objects.requireNonNull(instant(row, 7)),
                trialAt == null ? null : new Webhook.Trial(purpose(row.getString(8)), trialAt, outcome(row)),
                instant(row, 12),
                pausedAt == null ? null : new Webhook.Pause(pausedAt, FAILING.equals(row.getString(14))),
                new Failing(instant(row, 15), row.getInt(16)),
                instant(row, 17),
                instant(row, 18),
                endedAt == null ? null : new Webhook.End(endedAt, Webhook.Because.named(row.getString(20))));
    }

    private static Webhook.Purpose purpose(@Nullable String key) {
        return Webhook.Purpose.TEST.key().equals(key) ? Webhook.Purpose.TEST : Webhook.Purpose.CHALLENGE;
    }

    private static @Nullable NotedOutcome outcome(ResultSet row) throws SQLException {
        var key = row.getString(10);
        return key == null ? null : new NotedOutcome(key, row.getObject(11, Integer.class));
    }

    private static String[] keys(WebhookWish wish) {
        return wish.topics().stream().map(Topic::key).toArray(String[]::new);
    }

    private static String[] values(Collection<PersonId> ids) {
        return ids.stream().map(PersonId::value).toArray(String[]::new);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
