package org.trustledger.command.care;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.trustledger.events.TrustCenterId;

/** Letters to owners that wait to be sent, as rows; and of which day each owner has been told, or is being told. */
@Repository
class CareMails {
    private final JdbcTemplate jdbc;

    CareMails(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A day of an answer that its owner is to be told of; null for one that is not why. */
    record Due(
            String item,
            String owner,
            @Nullable LocalDate reviewBy,
            @Nullable LocalDate speaksUntil) {}

    /**
     * @param attempts how often it was tried in vain
     * @param refusals how often of that the mail server was reached
     */
    record Waiting(String id, TrustCenterId trustCenter, String owner, int attempts, int refusals, List<Due> answers) {}

    /** The trust centers in which a day may have come by then that somebody has not been told of. */
    List<TrustCenterId> trustCenters(LocalDate latest) {
        return jdbc.query("""
                select distinct trust_center from answer_care
                where owner is not null
                  and (review_by <= ? and told_review_by is distinct from review_by
                    or speaks_until < ? and told_speaks_until is distinct from speaks_until)
                order by 1""", (row, _) -> new TrustCenterId(row.getString(1)), latest, latest);
    }

    /**
     * Takes hold of all of a trust center that is due and not told, in the caller's transaction. What another office
     * has taken hold of is left to it.
     */
    List<Due> due(TrustCenterId trustCenter, LocalDate today) {
        return jdbc.query(
                """
                select item, owner,
                  case when review_by <= ? and told_review_by is distinct from review_by then review_by end,
                  case when speaks_until < ? and told_speaks_until is distinct from speaks_until then speaks_until end
                from answer_care
                where trust_center = ? and owner is not null
                  and (review_by <= ? and told_review_by is distinct from review_by
                    or speaks_until < ? and told_speaks_until is distinct from speaks_until)
                order by item for update skip locked""",
                (row, _) -> new Due(
                        Objects.requireNonNull(row.getString(1)),
                        Objects.requireNonNull(row.getString(2)),
                        row.getObject(3, LocalDate.class),
                        row.getObject(4, LocalDate.class)),
                today,
                today,
                trustCenter.value(),
                today,
                today);
    }

    /** Writes one letter to each owner, and that they are being told; in the caller's transaction. */
    void write(TrustCenterId trustCenter, List<Due> all, Instant now) {
        var byOwner = new LinkedHashMap<String, String>();
        for (var due : all) {
            var mail = byOwner.computeIfAbsent(due.owner(), owner -> begin(trustCenter, owner, now));
            jdbc.update(
                    "insert into care_mail_answer (mail, item, review_by, speaks_until) values (?, ?, ?, ?)",
                    mail,
                    due.item(),
                    due.reviewBy(),
                    due.speaksUntil());
            jdbc.update("""
                    update answer_care set told_review_by = coalesce(?, told_review_by),
                      told_speaks_until = coalesce(?, told_speaks_until)
                    where trust_center = ? and item = ?""", due.reviewBy(), due.speaksUntil(), trustCenter.value(), due.item());
        }
    }

    private String begin(TrustCenterId trustCenter, String owner, Instant now) {
        var id = UUID.randomUUID().toString().replace("-", "");
        jdbc.update(
                "insert into care_mail (id, trust_center, owner, made_at, next_try) values (?, ?, ?, ?, ?)",
                id,
                trustCenter.value(),
                owner,
                utc(now),
                utc(now));
        return id;
    }

    /** The letters that are to be sent by then, those first that have waited longest. */
    List<String> waiting(Instant now) {
        return jdbc.query("""
                select id from care_mail
                where sent_at is null and given_up_at is null and next_try <= ? order by next_try, id""", (row, _) -> Objects.requireNonNull(row.getString(1)), utc(now));
    }

    /**
     * Takes hold of a letter that is to be sent, in the caller's transaction; empty if it is not any more, or another
     * office has hold of it.
     */
    Optional<Waiting> take(String id, Instant now) {
        return jdbc
                .query(
                        """
                        select id, trust_center, owner, attempts, refusals from care_mail
                        where id = ? and sent_at is null and given_up_at is null and next_try <= ?
                        for update skip locked""",
                        (row, _) -> new Waiting(
                                Objects.requireNonNull(row.getString(1)),
                                new TrustCenterId(row.getString(2)),
                                Objects.requireNonNull(row.getString(3)),
                                row.getInt(4),
                                row.getInt(5),
                                List.of()),
                        id,
                        utc(now))
                .stream()
                .findFirst()
                .map(waiting -> new Waiting(
                        waiting.id(),
                        waiting.trustCenter(),
                        waiting.owner(),
                        waiting.attempts(),
                        waiting.refusals(),
                        answers(waiting)));
    }

    private List<Due> answers(Waiting mail) {
        return jdbc.query(
                "select item, review_by, speaks_until from care_mail_answer where mail = ? order by item",
                (row, _) -> new Due(
                        Objects.requireNonNull(row.getString(1)),
                        mail.owner(),
                        row.getObject(2, LocalDate.class),
                        row.getObject(3, LocalDate.class)),
                mail.id());
    }

    void sent(Waiting mail, Instant now) {
        jdbc.update("update care_mail set sent_at = ? where id = ?", utc(now), mail.id());
    }

    /** Nothing that it would have told is so any more. */
    void drop(Waiting mail) {
        jdbc.update("delete from care_mail where id = ?", mail.id());
    }

    /** Takes hold of the care of all that the letter is about, in the caller's transaction. */
    void hold(Waiting mail) {
        jdbc.query(
                // In the order in which the desk takes hold of many.
                "select item from answer_care where trust_center = ? and item = any(?) order by item collate \"C\" for update",
                (row, _) -> row.getString(1),
                mail.trustCenter().value(),
                mail.answers().stream().map(Due::item).toArray(String[]::new));
    }

    /** The letter did not tell this after all, so it is told when it is so again. */
    void untell(Waiting mail, Due due) {
        jdbc.update("""
                update answer_care set told_review_by = nullif(told_review_by, ?),
                  told_speaks_until = nullif(told_speaks_until, ?)
                where trust_center = ? and item = ? and owner = ?""", due.reviewBy(), due.speaksUntil(), mail.trustCenter().value(), due.item(), mail.owner());
    }

    /** @param reached whether the mail server was */
    void tryAgain(Waiting mail, Instant at, boolean reached) {
        jdbc.update(
                "update care_mail set attempts = attempts + 1, refusals = refusals + ?, next_try = ? where id = ?",
                reached ? 1 : 0,
                utc(at),
                mail.id());
    }

    void giveUp(Waiting mail, Instant now) {
        jdbc.update(
                "update care_mail set attempts = attempts + 1, refusals = refusals + 1, given_up_at = ? where id = ?",
                utc(now),
                mail.id());
    }

    /** What was given up is worth trying again, for the owner is written to elsewhere. */
    void takeUpAgain(TrustCenterId trustCenter, String owner, Instant now) {
        jdbc.update("""
                update care_mail set attempts = 0, refusals = 0, next_try = ?, given_up_at = null
                where trust_center = ? and owner = ? and given_up_at is not null""", utc(now), trustCenter.value(), owner);
    }

    CareDesk.Stuck stuck(TrustCenterId trustCenter) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                select count(*) filter (where given_up_at is null), min(made_at) filter (where given_up_at is null),
                  count(given_up_at), min(given_up_at)
                from care_mail where trust_center = ? and sent_at is null and attempts > 0""",
                (row, _) -> new CareDesk.Stuck(row.getInt(1), instant(row, 2), row.getInt(3), instant(row, 4)),
                trustCenter.value()));
    }

    void forget(Instant before) {
        jdbc.update("delete from care_mail where sent_at < ?", utc(before));
        jdbc.update("delete from care_mail where sent_at is null and given_up_at < ?", utc(before));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
