package org.trustledger.command.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private static final String COLUMNS = "id, trust_center, kind, about, recipient, made_at, attempts, refusals";

    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher wake;

    Letters(JdbcTemplate jdbc, ApplicationEventPublisher wake) {
        this.jdbc = jdbc;
        this.wake = wake;
    }

    /** Published once a letter that was put is durable. */
    record Put() {}

    /**
     * Puts a letter, in the caller's transaction; it is sent soon after, or when its time has come.
     *
     * @param kind of a {@link LetterWriter}
     * @param notBefore when it may be sent
     * @return its id
     */
    public String put(
            TrustCenterId trustCenter, String kind, String about, PersonId to, Instant now, Instant notBefore) {
        var id = UUID.randomUUID().toString().replace("-", "");
        jdbc.update("""
                insert into letter (id, trust_center, kind, about, recipient, made_at, next_try)
                values (?, ?, ?, ?, ?, ?, ?)""", id, trustCenter.value(), kind, about, to.value(), utc(now), utc(notBefore));
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
     * Takes hold of some letters that are to be sent, those first that have waited longest. Whoever holds them and does
     * not come back loses them to another.
     *
     * @param until when
     */
    List<LetterDue> hold(Instant now, Instant until, int most) {
        return jdbc.query("""
                update letter set held_until = ?
                where id in (
                  select id from letter
                  where sent_at is null and given_up_at is null and next_try <= ?
                    and (held_until is null or held_until <= ?)
                  order by next_try, id limit ? for update skip locked)
                returning\s""" + COLUMNS, Letters::due, utc(until), utc(now), utc(now), most);
    }

    /** When the next letter is to be sent that nobody holds; empty if none waits. */
    Optional<Instant> next() {
        return jdbc.query(
                        """
                        select min(greatest(next_try, held_until)) from letter
                        where sent_at is null and given_up_at is null""",
                        (row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant))
                .getFirst();
    }

    /** @return whether it was still to be noted: false if somebody else has sent it meanwhile */
    boolean sent(LetterDue letter, Instant now) {
        return jdbc.update(
                        "update letter set sent_at = ?, held_until = null where id = ? and sent_at is null",
                        utc(now),
                        letter.id())
                > 0;
    }

    void drop(LetterDue letter) {
        jdbc.update("delete from letter where id = ? and sent_at is null", letter.id());
    }

    /** @param reached whether the mail server was */
    void tryAgain(LetterDue letter, Instant at, boolean reached) {
        jdbc.update("""
                update letter set attempts = attempts + 1, refusals = refusals + ?, next_try = ?, held_until = null
                where id = ? and sent_at is null""", reached ? 1 : 0, utc(at), letter.id());
    }

    /** It was not tried after all. */
    void release(List<LetterDue> letters) {
        jdbc.update("update letter set held_until = null where id = any(?) and sent_at is null", (Object)
                letters.stream().map(LetterDue::id).toArray(String[]::new));
    }

    void giveUp(LetterDue letter, Instant now) {
        jdbc.update("""
                update letter set attempts = attempts + 1, refusals = refusals + 1, given_up_at = ?, held_until = null
                where id = ? and sent_at is null""", utc(now), letter.id());
    }

    /**
     * What waits and what was given up.
     *
     * @param waiting how many wait after they were tried in vain
     * @param givenUp how many are tried no more
     */
    public record Stuck(int waiting, int givenUp) {}

    /** What is stuck of a trust center's letters. */
    public Stuck stuck(TrustCenterId trustCenter) {
        return Objects.requireNonNull(
                jdbc.queryForObject("""
                select count(*) filter (where given_up_at is null), count(given_up_at)
                from letter where trust_center = ? and sent_at is null and attempts > 0""", (row, _) -> new Stuck(row.getInt(1), row.getInt(2)), trustCenter.value()));
    }

    /** Takes up again what was given up, in the caller's transaction. */
    public boolean takeUpAgain(TrustCenterId trustCenter, String id, Instant now) {
        var taken = jdbc.update("""
                update letter set attempts = 0, refusals = 0, next_try = ?, given_up_at = null
                where trust_center = ? and id = ? and given_up_at is not null""", utc(now), trustCenter.value(), id);
        if (taken > 0) {
            wakeWhenDurable();
        }
        return taken > 0;
    }

    /** Forgets letters that were sent long ago; what they proved is kept by whoever's letters they were. */
    void forget(Instant before) {
        jdbc.update("delete from letter where sent_at < ?", utc(before));
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
                row.getInt(8));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
