package org.trustledger.command.subscriptions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.trustledger.command.people.PersonErased;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/** Subscribers, as rows. */
@Repository
public class Subscribers {
    private static final String SELECT = """
            select id, trust_center, known, topics, language, cadence, reminders, version, asked_at, written_at, confirmed_at,
              paused_at
            from subscriber where left_at is null and\s""";

    private static final int OTHERS = 10;

    private final JdbcTemplate jdbc;

    Subscribers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds somebody if they are new, and else does as much work, in the caller's transaction; false if they are not, or
     * their address is known by now.
     */
    boolean addIf(boolean isNew, Subscriber asked, Subscribe.Marks marks) {
        return jdbc.update(
                        """
                        insert into subscriber (id, trust_center, address_mark, link_mark, leave_mark, known, topics, language,
                          cadence, reminders, asked_at)
                        select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? where ?
                        on conflict (trust_center, address_mark) do nothing""",
                        asked.id().value(),
                        asked.trustCenter().value(),
                        marks.address(),
                        marks.link(),
                        marks.leave(),
                        asked.sealed(),
                        keys(asked.wish()),
                        asked.wish().language(),
                        asked.wish().cadence().key(),
                        asked.wish().reminders(),
                        utc(asked.askedAt()),
                        isNew)
                > 0;
    }

    /** Takes hold of whoever has the address, in the caller's transaction. */
    Optional<Subscriber> holdByAddress(TrustCenterId trustCenter, String addressMark) {
        return one(SELECT + "trust_center = ? and address_mark = ? for update", trustCenter.value(), addressMark);
    }

    Optional<Subscriber> findByAddress(TrustCenterId trustCenter, String addressMark) {
        return one(SELECT + "trust_center = ? and address_mark = ?", trustCenter.value(), addressMark);
    }

    /** Those of a trust center whose id begins so. */
    List<Subscriber> findByBeginning(TrustCenterId trustCenter, String beginning, int most) {
        return jdbc.query(
                SELECT + "trust_center = ? and starts_with(id, ?) order by id limit ?",
                Subscribers::subscriber,
                trustCenter.value(),
                beginning,
                most);
    }

    /** Takes hold of whoever has the link, in the caller's transaction. */
    Optional<Subscriber> holdByLink(TrustCenterId trustCenter, String linkMark) {
        return one(SELECT + "trust_center = ? and link_mark = ? for update", trustCenter.value(), linkMark);
    }

    /** Takes hold of whoever has a link that ends the subscription, in the caller's transaction. */
    Optional<Subscriber> holdToLeave(TrustCenterId trustCenter, String mark) {
        return one(
                SELECT + "trust_center = ? and (link_mark = ? or leave_mark = ?) for update",
                trustCenter.value(),
                mark,
                mark);
    }

    Optional<Subscriber> findToLeave(TrustCenterId trustCenter, String mark) {
        return one(SELECT + "trust_center = ? and (link_mark = ? or leave_mark = ?)", trustCenter.value(), mark, mark);
    }

    /** Adds the marks of those who subscribed before there was a link that only ends a subscription. */
    void addLeaveMarks(Map<PersonId, String> marks) {
        jdbc.update(
                """
                update subscriber set leave_mark = added.mark from unnest(?::text[], ?::text[]) as added (id, mark)
                where subscriber.id = added.id and leave_mark is null and left_at is null""",
                marks.keySet().stream().map(PersonId::value).toArray(String[]::new),
                marks.values().toArray(String[]::new));
    }

    Optional<Subscriber> findByLink(TrustCenterId trustCenter, String linkMark) {
        return one(SELECT + "trust_center = ? and link_mark = ?", trustCenter.value(), linkMark);
    }

    /** Takes hold of somebody, in the caller's transaction. */
    Optional<Subscriber> hold(PersonId id) {
        return one(SELECT + "id = ? for update", id.value());
    }

    /** Those of some who have not left. */
    public List<Subscriber> find(Collection<PersonId> ids) {
        return jdbc.query(SELECT + "id = any(?)", Subscribers::subscriber, (Object)
                ids.stream().map(PersonId::value).toArray(String[]::new));
    }

    void change(PersonId id, Wish wish) {
        jdbc.update("""
                update subscriber set topics = ?, language = ?, cadence = ?, reminders = ?, version = version + 1
                where id = ?""", keys(wish), wish.language(), wish.cadence().key(), wish.reminders(), id.value());
    }

    /** What somebody wants who has not confirmed it; nothing if they have, or want the same already. */
    void changeUnconfirmed(PersonId id, Wish wish) {
        jdbc.update("""
                update subscriber set topics = asked.topics, language = asked.language, cadence = asked.cadence,
                  reminders = asked.reminders, version = version + 1
                from (values (?::text[], ?, ?, ?)) as asked(topics, language, cadence, reminders)
                where id = ? and confirmed_at is null
                  and (subscriber.topics, subscriber.language, subscriber.cadence, subscriber.reminders)
                    is distinct from (asked.topics, asked.language, asked.cadence, asked.reminders)""", keys(wish), wish.language(), wish.cadence().key(), wish.reminders(), id.value());
    }

    /** When somebody was written to about subscribing, if they are; else as much work. */
    void writtenIf(boolean isWritten, PersonId id, Instant now) {
        jdbc.update("update subscriber set written_at = ? where id = ? and ?", utc(now), id.value(), isWritten);
    }

    /** Lets nobody look for what is to be told until the caller's transaction is over. */
    void holdReach(TrustCenterId trustCenter) {
        jdbc.query(
                "select position from notice_reach where trust_center = ? for share",
                (row, _) -> row.getLong(1),
                trustCenter.value());
    }

    /** @param toldFrom position in the ledger after which they are told */
    void confirm(PersonId id, Instant now, long toldFrom) {
        jdbc.update(
                "update subscriber set confirmed_at = ?, told_from = ?, version = version + 1 where id = ?",
                utc(now),
                toldFrom,
                id.value());
    }

    /** Takes away all that says or recognises who it was. */
    void leave(PersonId id, PersonErased.Because because, Instant now) {
        leaveIf(true, id, because, false, now);
    }

    /**
     * The same for somebody whose key is missing, if it is; else as much work. That they are forgotten is to be put on
     * record afterwards, and who had asked for it is kept until then.
     */
    void leaveIfKeyless(boolean isKeyless, PersonId id, Instant now) {
        leaveIf(isKeyless, id, PersonErased.Because.KEY_MISSING, true, now);
    }

    private void leaveIf(boolean leaves, PersonId id, PersonErased.Because because, boolean isUnrecorded, Instant now) {
        jdbc.update(
                """
                update subscriber set left_at = ?, unrecorded = leaving.unrecorded, known = null, address_mark = null,
                  left_because = case when leaving.unrecorded and erasure_asked_at is not null then ? else ? end,
                  link_mark = null, leave_mark = null, paused_at = null, topics = '{}', language = '',
                  erasure_asked_by = case when leaving.unrecorded then erasure_asked_by end,
                  erasure_asked_at = case when leaving.unrecorded then erasure_asked_at end
                from (values (?::boolean)) as leaving(unrecorded)
                where id = ? and ?""", utc(now), PersonErased.Because.ASKED_FOR.key(), because.key(), isUnrecorded, id.value(), leaves);
    }

    /** Some others who are not forgotten, of any trust center; none if there are none. */
    public List<PersonId> others(PersonId than) {
        return others(than, "");
    }

    /** The others who asked first of those who are not forgotten; none if there are none. */
    List<PersonId> firstOthers(PersonId than) {
        return others(than, "order by asked_at, id ");
    }

    private List<PersonId> others(PersonId than, String order) {
        return jdbc.query(
                "select id from subscriber where left_at is null and id <> ? " + order + "limit ?",
                (row, _) -> new PersonId(row.getString(1)),
                than.value(),
                OTHERS);
    }

    /** Those of whom it is not on record yet that they are forgotten, the first ones first. */
    List<PersonId> unrecorded(int most) {
        return jdbc.query(
                "select id from subscriber where unrecorded order by left_at limit ?",
                (row, _) -> new PersonId(row.getString(1)),
                most);
    }

    /**
     * Somebody of whom it is put on record that they are forgotten.
     *
     * @param askedBy the administrator who wanted them forgotten because they asked for it; null if none did
     */
    record Unrecorded(
            TrustCenterId trustCenter,
            boolean wasConfirmed,
            @Nullable String askedBy) {}

    /** Notes that it is put on record in the caller's transaction; empty if it is there. */
    Optional<Unrecorded> record(PersonId id) {
        return jdbc
                .query(
                        """
                        update subscriber set unrecorded = false, erasure_asked_by = null, erasure_asked_at = null
                        where id = ? and unrecorded
                        returning trust_center, confirmed_at is not null, old.erasure_asked_by""",
                        (row, _) -> new Unrecorded(
                                new TrustCenterId(row.getString(1)), row.getBoolean(2), row.getString(3)),
                        id.value())
                .stream()
                .findFirst();
    }

    /** Those of some who were forgotten because they asked the provider for it. */
    public Set<PersonId> forgotten(Collection<PersonId> ids) {
        return Set.copyOf(jdbc.query(
                "select id from subscriber where id = any(?) and left_because = ?",
                (row, _) -> new PersonId(row.getString(1)),
                ids.stream().map(PersonId::value).toArray(String[]::new),
                PersonErased.Because.ASKED_FOR.key()));
    }

    /** Nothing is sent to somebody, from now on; false if nothing is already, or they are told of nothing. */
    boolean pause(PersonId id, Instant now) {
        return jdbc.update("""
                        update subscriber set paused_at = ?, version = version + 1
                        where id = ? and confirmed_at is not null and left_at is null and paused_at is null""", utc(now), id.value()) > 0;
    }

    /** Letters are sent again. */
    void resume(PersonId id, Instant now) {
        jdbc.update(
                "update subscriber set paused_at = null, resumed_at = ?, version = version + 1 where id = ?",
                utc(now),
                id.value());
    }

    /** Since when letters are sent to somebody although some had come back; empty if they never were paused. */
    public Optional<Instant> resumedAt(PersonId id) {
        return jdbc
                .query(
                        "select resumed_at from subscriber where id = ? and resumed_at is not null",
                        (row, _) -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        id.value())
                .stream()
                .findFirst();
    }

    /** To how many nothing is sent because letters came back. */
    public int countPaused(TrustCenterId trustCenter) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from subscriber where trust_center = ? and paused_at is not null",
                Integer.class,
                trustCenter.value()));
    }

    /** Those who were asked before then, the last time, and have not confirmed. */
    List<PersonId> unconfirmed(Instant askedBefore, int most) {
        return jdbc.query("""
                select id from subscriber
                where confirmed_at is null and left_at is null and coalesce(written_at, asked_at) < ?
                order by asked_at limit ?""", (row, _) -> new PersonId(row.getString(1)), utc(askedBefore), most);
    }

    /** Leaves nothing: somebody who never confirmed was never told anything either. */
    void forget(PersonId id) {
        jdbc.update("delete from subscriber where id = ?", id.value());
    }

    /** Notes who wants them forgotten because they asked, until somebody else agrees. */
    void askErasure(PersonId id, String actor, Instant now) {
        jdbc.update(
                "update subscriber set erasure_asked_by = ?, erasure_asked_at = ? where id = ?",
                actor,
                utc(now),
                id.value());
    }

    /** Takes {@link #askErasure} back, in the caller's transaction; false if nobody had asked. */
    boolean takeBackErasure(TrustCenterId trustCenter, PersonId id) {
        return jdbc.update("""
                        update subscriber set erasure_asked_by = null, erasure_asked_at = null
                        where trust_center = ? and id = ? and erasure_asked_at is not null and left_at is null""", trustCenter.value(), id.value()) > 0;
    }

    /** Who wants which readers forgotten, the oldest first. */
    List<ErasureDesk.Asked> erasuresAsked(TrustCenterId trustCenter) {
        return jdbc.query("""
                select id, erasure_asked_by, erasure_asked_at from subscriber
                where trust_center = ? and erasure_asked_at is not null and left_at is null
                order by erasure_asked_at, id""", (row, _) -> asked(row), trustCenter.value());
    }

    /** Who wants a reader forgotten; empty if nobody does. */
    Optional<ErasureDesk.Asked> erasureAsked(PersonId id) {
        return jdbc.query("""
                        select id, erasure_asked_by, erasure_asked_at from subscriber
                        where id = ? and erasure_asked_at is not null and left_at is null""", (row, _) -> asked(row), id.value()).stream().findFirst();
    }

    private static ErasureDesk.Asked asked(ResultSet row) throws SQLException {
        return new ErasureDesk.Asked(
                new PersonId(row.getString(1)),
                Objects.requireNonNull(row.getString(2)),
                Objects.requireNonNull(instant(row, 3)));
    }

    /**
     * How many there are.
     *
     * @param confirmed who are told
     * @param asked who have not said yet that the address is theirs
     */
    public record Count(int confirmed, int asked) {}

    /** How many a trust center has. */
    public Count count(TrustCenterId trustCenter) {
        return Objects.requireNonNull(
                jdbc.queryForObject("""
                select count(confirmed_at), count(*) - count(confirmed_at) from subscriber
                where trust_center = ? and left_at is null""", (row, _) -> new Count(row.getInt(1), row.getInt(2)), trustCenter.value()));
    }

    private Optional<Subscriber> one(String query, Object... values) {
        return jdbc.query(query, Subscribers::subscriber, values).stream().findFirst();
    }

    private static Subscriber subscriber(ResultSet row, int number) throws SQLException {
        return new Subscriber(
                new PersonId(row.getString(1)),
                new TrustCenterId(row.getString(2)),
                row.getBytes(3),
                new Wish(
                        Arrays.stream((String[]) row.getArray(4).getArray())
                                .map(Topic::new)
                                .collect(Collectors.toCollection(TreeSet::new)),
                        Objects.requireNonNull(row.getString(5)),
                        Cadence.named(row.getString(6)).orElseThrow(),
                        row.getBoolean(7)),
                row.getLong(8),
                Objects.requireNonNull(instant(row, 9)),
                instant(row, 10),
                instant(row, 11),
                instant(row, 12));
    }

    private static String[] keys(Wish wish) {
        return wish.topics().stream().map(Topic::key).toArray(String[]::new);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
