package org.trustledger.command.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/** Letters that wait, as rows. */
@Repository
public class Letters {
    private static final String COLUMNS =
            "id, trust_center, kind, about, recipient, made_at, attempts, refusals, urgent, begun_at is not null, turn and next_try > ?, held_by";
    private static final int LEAST_SHARE = 10;
    // Of those that come out of a long wait together each has had a turn.
    private static final Duration TURN_KEPT = Duration.ofMinutes(2);

    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher wake;

    Letters(JdbcTemplate jdbc, ApplicationEventPublisher wake) {
        this.jdbc = jdbc;
        this.wake = wake;
    }

    /** Published once a letter that was put is durable. */
    record Put() {}

    /**
     * Puts a letter for which somebody sits and waits, in the caller's transaction; it is sent soon after, before those
     * for which nobody does.
     *
     * @param kind of a {@link LetterWriter}
     * @return its id
     */
    public String putUrgent(TrustCenterId trustCenter, String kind, String about, PersonId to, Instant now) {
        return putUrgentIf(true, trustCenter, kind, about, to, now);
    }

    /**
     * The same if it is needed, and else as much work, for those of whom nobody may learn which it was.
     *
     * @return what its id is if it was put
     */
    public String putUrgentIf(
            boolean isNeeded, TrustCenterId trustCenter, String kind, String about, PersonId to, Instant now) {
        var id = UUID.randomUUID().toString().replace("-", "");
        jdbc.update("""
                insert into letter (id, trust_center, kind, about, recipient, urgent, made_at, next_try)
                select ?, ?, ?, ?, ?, true, ?, ? where ?""", id, trustCenter.value(), kind, about, to.value(), utc(now), utc(now), isNeeded);
        wakeWhenDurable();
        return id;
    }

    /** For whoever puts rows by a statement of their own, in the transaction that does. */
    public void wakeWhenDurable() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.publishEvent(new Put());
            }
        });
    }

    /**
     * Takes hold of some letters that are to be sent: first those that somebody waits for, then of each trust center as
     * many, those first that have waited longest. Whoever holds them and does not come back loses them to another.
     *
     * @param until when
     */
    List<LetterDue> hold(Instant now, Instant until, int most) {
        // Each by a transaction of its own: if the second failed, the first would be held by nobody who knows.
        var urgent = holdUrgent(now, until, most);
        return urgent.isEmpty() ? holdShares(now, until, most) : urgent;
    }

    private List<LetterDue> holdUrgent(Instant now, Instant until, int most) {
        return jdbc.query(
                """
                update letter set held_until = ?, held_by = ?
                where id = any(array(
                  select id from letter
                  where urgent and given_up_at is null and next_try <= ? and (held_until is null or held_until <= ?)
                  order by next_try, id limit ? for update skip locked))
                returning\s""" + COLUMNS,
                Letters::due,
                utc(until),
                UUID.randomUUID().toString(),
                utc(now),
                utc(now),
                most,
                utc(now.minus(TURN_KEPT)));
    }

    private List<LetterDue> holdShares(Instant now, Instant until, int most) {
        var trustCenters = waiting();
        if (trustCenters.isEmpty()) {
            return List.of();
        }
        // Where there are more of them than shares, chance is fair.
        Collections.shuffle(trustCenters);
        var share = Math.max(LEAST_SHARE, most / trustCenters.size());
        var held = jdbc.query(
                """
                update letter set held_until = ?, held_by = ?
                where id = any(array(
                  select due.id from unnest(?::text[]) as of(trust_center) cross join lateral (
                    select id from letter
                    where letter.trust_center = of.trust_center and given_up_at is null
                      and next_try <= ? and (held_until is null or held_until <= ?)
                    order by urgent desc, next_try, id limit ? for update skip locked) as due
                  limit ?))
                returning\s""" + COLUMNS,
                Letters::due,
                utc(until),
                UUID.randomUUID().toString(),
                trustCenters.toArray(String[]::new),
                utc(now),
                utc(now),
                share,
                most,
                utc(now.minus(TURN_KEPT)));
        return held.stream()
                .sorted(Comparator.comparing(LetterDue::isUrgent).reversed())
                .toList();
    }

    /** The trust centers of which letters wait, by steps from one to the next in the index. */
    private List<String> waiting() {
        return jdbc.queryForList("""
                with recursive waiting as (
                  (select trust_center from letter
                   where given_up_at is null order by trust_center limit 1)
                  union all
                  select (
                    select l.trust_center from letter l
                    where l.given_up_at is null and l.trust_center > waiting.trust_center
                    order by l.trust_center limit 1)
                  from waiting where waiting.trust_center is not null)
                select trust_center from waiting where trust_center is not null""", String.class);
    }

    /** When the next letter is to be sent that nobody holds; empty if none waits. */
    Optional<Instant> next() {
        return jdbc.query(
                        """
                        select min(greatest(next_try, held_until)) from letter where given_up_at is null""",
                        (row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant))
                .getFirst();
    }

    /**
     * Begins to hand some over, in the caller's transaction; none to somebody who is forgotten.
     *
     * @param until when they are held on
     * @return the {@link LetterDue#hold} of those that are still held by whoever took hold of them
     */
    Set<String> begin(List<LetterDue> letters, Instant now, Instant until) {
        return Set.copyOf(jdbc.query(
                """
                update letter set begun_at = ?, held_until = ?
                from unnest(?::text[], ?::text[]) as mine(id, held_by)
                where letter.id = mine.id and letter.held_by = mine.held_by and letter.id = any(?)
                  and not exists (select from person_erased where person = letter.recipient)
                returning letter.id || '/' || letter.held_by""",
                (row, _) -> Objects.requireNonNull(row.getString(1)),
                utc(now),
                utc(until),
                ids(letters),
                letters.stream().map(LetterDue::heldBy).toArray(String[]::new),
                ids(letters)));
    }

    /** The ids of those of some that are to somebody who is forgotten. */
    Set<String> toForgotten(List<LetterDue> letters) {
        return Set.copyOf(jdbc.queryForList(
                "select letter.id from letter join person_erased on person = recipient where letter.id = any(?)",
                String.class,
                (Object) ids(letters)));
    }

    /**
     * Takes out those that were taken, and notes that the others are tried no more, in the caller's transaction.
     *
     * @return those of which it is true: not one that somebody else has sent meanwhile, nor one that was not taken and
     *     that somebody else has taken hold of
     */
    List<Notebook.Fate> end(List<Notebook.Fate> ended, Instant now) {
        var taken = ended.stream()
                .filter(each -> each.ending() == LetterWriter.Ending.TAKEN)
                .map(Notebook.Fate::letter)
                .toList();
        var others = ended.stream()
                .filter(each -> each.ending() != LetterWriter.Ending.TAKEN)
                .toList();
        var given = others.stream().map(Notebook.Fate::letter).toList();
        var noted = Set.copyOf(jdbc.query(
                """
                with gone as (delete from letter where id = any(?) returning id),
                given_up as (
                  update letter set attempts = attempts + 1, refusals = refusals + 1, given_up_at = ?,
                    begun_at = case when mine.unsure then begun_at end, held_until = null, held_by = null
                  from unnest(?::text[], ?::text[], ?::boolean[]) as mine(id, held_by, unsure)
                  where letter.id = mine.id and letter.held_by = mine.held_by and letter.id = any(?)
                  returning letter.id)
                select id, true from gone union all select id, false from given_up""",
                (row, _) -> new Noted(Objects.requireNonNull(row.getString(1)), row.getBoolean(2)),
                ids(taken),
                utc(now),
                ids(given),
                given.stream().map(LetterDue::heldBy).toArray(String[]::new),
                others.stream()
                        .map(each -> each.ending() == LetterWriter.Ending.UNKNOWN)
                        .toArray(Boolean[]::new),
                ids(given)));
        return ended.stream().filter(each -> noted.contains(Noted.of(each))).toList();
    }

    private record Noted(String letter, boolean isTaken) {
        static Noted of(Notebook.Fate fate) {
            return new Noted(fate.letter().id(), fate.ending() == LetterWriter.Ending.TAKEN);
        }
    }

    /** @return whether it was still held by whoever took hold of it */
    boolean drop(LetterDue letter) {
        return jdbc.update("delete from letter where id = ? and held_by = ?", letter.id(), letter.heldBy()) > 0;
    }

    /**
     * It is tried again later, and has a turn to wait for anew.
     *
     * @param reached whether the mail server was
     * @param isUnsure whether the server may have it
     * @return whether it was still held by whoever took hold of it
     */
    boolean tryAgain(LetterDue letter, Instant at, boolean reached, boolean isUnsure) {
        return jdbc.update("""
                update letter set attempts = attempts + 1, refusals = refusals + ?, next_try = ?, turn = false,
                  begun_at = case when ? then begun_at end, held_until = null, held_by = null
                where id = ? and held_by = ?""", reached ? 1 : 0, utc(at), isUnsure || letter.isUnsure(), letter.id(), letter.heldBy())
                > 0;
    }

    /**
     * Has what waits for somebody who is forgotten looked at again at once, in the caller's transaction, and takes from
     * whoever holds it what is written and has never been handed over.
     *
     * <p>It need not find every letter, and does not: one that was cut off once and is held again looks like one that
     * is being handed over, and one may be locked at that instant, or put right after. Whoever hands it over looks
     * again: once the caller has committed, nothing is handed over any more but what was begun before.
     */
    public void recall(PersonId to, Instant now) {
        // Who would wait for a letter that is just being taken could keep its carrier waiting in turn.
        var recalled = jdbc.update("""
                update letter set next_try = ?, turn = false, held_until = null, held_by = null
                where id in (
                  select id from letter
                  where recipient = ? and given_up_at is null and (begun_at is null or held_by is null)
                  for update skip locked)""", utc(now), to.value());
        if (recalled > 0) {
            wakeWhenDurable();
        }
    }

    /** They were not tried after all. */
    void release(List<LetterDue> letters) {
        jdbc.update("""
                update letter set held_until = null, held_by = null
                from unnest(?::text[], ?::text[]) as mine(id, held_by)
                where letter.id = mine.id and letter.held_by = mine.held_by""", ids(letters), letters.stream().map(LetterDue::heldBy).toArray(String[]::new));
    }

    /** Some of them have their turn later, or ask for one then. */
    void postpone(List<LetterDue> held, Map<String, DomainTurns.Later> turns) {
        var later = held.stream().filter(each -> turns.containsKey(each.id())).toList();
        jdbc.update(
                """
                update letter set next_try = later.at, turn = later.turn, held_until = null, held_by = null
                from unnest(?::text[], ?::text[], ?::timestamptz[], ?::boolean[]) as later(id, held_by, at, turn)
                where letter.id = later.id and letter.held_by = later.held_by""",
                ids(later),
                later.stream().map(LetterDue::heldBy).toArray(String[]::new),
                later.stream()
                        .map(each -> turnOf(each, turns).minute().toString())
                        .toArray(String[]::new),
                later.stream().map(each -> turnOf(each, turns).isTurn()).toArray(Boolean[]::new));
    }

    private static DomainTurns.Later turnOf(LetterDue letter, Map<String, DomainTurns.Later> turns) {
        return Objects.requireNonNull(turns.get(letter.id()));
    }

    /**
     * Letters of one kind that were tried in vain.
     *
     * @param waiting how many are tried again
     * @param givenUp how many are not
     * @param since when the oldest of them was put
     */
    public record Stuck(String kind, int waiting, int givenUp, Instant since) {}

    /** What is stuck of a trust center's letters, by kind. */
    public List<Stuck> stuck(TrustCenterId trustCenter) {
        return jdbc.query(
                """
                select kind, count(*) filter (where given_up_at is null), count(given_up_at), min(made_at)
                from letter where trust_center = ? and attempts > 0 group by kind order by kind""",
                (row, _) -> new Stuck(
                        Objects.requireNonNull(row.getString(1)),
                        row.getInt(2),
                        row.getInt(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()),
                trustCenter.value());
    }

    /**
     * Tries all of a kind again that were tried in vain, in the caller's transaction.
     *
     * @return how many
     */
    public int takeUpAllAgain(TrustCenterId trustCenter, String kind, Instant now) {
        var taken = jdbc.update("""
                update letter set next_try = ?, given_up_at = null,
                  attempts = case when given_up_at is null then attempts else 0 end,
                  refusals = case when given_up_at is null then refusals else 0 end
                where trust_center = ? and kind = ? and attempts > 0
                  and (held_until is null or held_until <= ?)""", utc(now), trustCenter.value(), kind, utc(now));
        if (taken > 0) {
            wakeWhenDurable();
        }
        return taken;
    }

    /** Takes up again what was given up, in the caller's transaction. */
    public boolean takeUpAgain(TrustCenterId trustCenter, String id, Instant now) {
        var taken = jdbc.update("""
                update letter set attempts = 0, refusals = 0, next_try = ?, turn = false, given_up_at = null
                where trust_center = ? and id = ? and given_up_at is not null""", utc(now), trustCenter.value(), id);
        if (taken > 0) {
            wakeWhenDurable();
        }
        return taken > 0;
    }

    private static LetterDue due(ResultSet row, int number) throws SQLException {
        return new LetterDue(
                Objects.requireNonNull(row.getString(1)),
                new TrustCenterId(row.getString(2)),
                Objects.requireNonNull(row.getString(3)),
                Objects.requireNonNull(row.getString(4)),
                new PersonId(row.getString(5)),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getInt(7),
                row.getInt(8),
                row.getBoolean(9),
                row.getBoolean(10),
                row.getBoolean(11),
                Objects.requireNonNull(row.getString(12)));
    }

    private static String[] ids(List<LetterDue> letters) {
        return letters.stream().map(LetterDue::id).toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
