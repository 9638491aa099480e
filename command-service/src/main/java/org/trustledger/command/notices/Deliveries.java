package org.trustledger.command.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.trustledger.command.letters.LetterWriter;
import org.trustledger.command.mail.Refusal;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/** Each notice to each recipient, as rows. */
@Repository
class Deliveries {
    // Reports come in any order, days later; what was sent long before tells nothing of the mailbox today.
    private static final int LOOKED_AT = 10;
    // The first letters are on their way while the last of a hundred thousand are put.
    private static final int AT_ONCE = 5_000;

    private final JdbcTemplate jdbc;

    Deliveries(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whatever waits for somebody who is told of a notice by now goes along, in the caller's transaction: else they
     * would read tomorrow how something was before what they read of it today.
     */
    void goAlong(Notice notice, Instant now) {
        jdbc.update("""
                update delivery as waiting set due_at = ?
                from delivery as told
                where told.notice = ? and told.recipient = waiting.recipient and told.call is null
                  and told.not_sent_at is null and told.due_at <= ?
                  and waiting.letter is null and waiting.call is null and waiting.not_sent_at is null
                  and waiting.due_at > ?""", utc(now), notice.id(), utc(now), utc(now));
    }

    /**
     * A block of letters that were put.
     *
     * @param letters how many; 0 once nothing is due any more
     * @param from the recipient with whom the next block begins
     */
    record Block(int letters, String from) {
        /** Before all of them. */
        static final Block NONE = new Block(0, "");
    }

    /**
     * Puts letters for some recipients of whom deliveries are due and go with no call, in the caller's transaction: all
     * of one recipient's in one. Of whom more is due than a block has, each block makes one.
     *
     * @param before the block before, so that its recipients are not passed over again
     */
    Block putLetters(Instant now, Block before) {
        // Two who look at once would tear what goes with one letter in two.
        jdbc.query("select pg_advisory_xact_lock(hashtext('trust-ledger.letters-of-deliveries'))", (_, _) -> true);
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                with block as materialized (
                  select notice, recipient, trust_center, audience
                  from delivery
                  where letter is null and call is null and not_sent_at is null and due_at <= ? and recipient >= ?
                  order by recipient limit ? for update skip locked),
                -- Counted once: in line with what follows it would be counted anew for each of them.
                block_end as materialized (
                  select count(*) as size, min(recipient) as first, max(recipient) as last from block),
                -- All of one recipient's, or none: of the last one there may be more behind the block.
                due as (
                  select block.* from block, block_end
                  where block_end.size < ? or block_end.first = block_end.last or block.recipient < block_end.last),
                -- Of ids in the order of time the next stands beside the one before it.
                lettered as materialized (
                  select notice, recipient, trust_center, audience,
                         first_value(fresh) over (partition by trust_center, audience, recipient order by notice) as letter
                  from (select due.*, replace(uuidv7()::text, '-', '') as fresh from due) as each),
                put as (
                  insert into letter (id, trust_center, kind, about, recipient, made_at, next_try)
                  select distinct letter, trust_center, ?, audience, recipient, ?::timestamptz, ?::timestamptz
                  from lettered order by letter),
                gone as (
                  update delivery set letter = lettered.letter from lettered
                  where delivery.notice = lettered.notice and delivery.recipient = lettered.recipient)
                select count(distinct letter), coalesce(max(recipient), '') from lettered""",
                (row, _) -> new Block(row.getInt(1), Objects.requireNonNull(row.getString(2))),
                utc(now),
                before.from(),
                AT_ONCE,
                AT_ONCE,
                NoticeMail.KIND,
                utc(now),
                utc(now)));
    }

    /**
     * Has the database look how they and their letters are by now, unless it is at it. Until it has, it takes each
     * letter for a share of all deliveries and may read all of them to find the few of one, and all letters while it
     * believes that there are none.
     *
     * @return whether it has
     */
    boolean lookThrough() {
        return Boolean.TRUE.equals(jdbc.execute((Statement looks) -> {
            looks.execute("analyze (skip_locked) delivery, letter");
            // It warns of what it skips.
            return looks.getWarnings() == null;
        }));
    }

    /** When the next is due that has no letter; null if none waits. */
    @Nullable Instant next() {
        var next = jdbc.queryForObject(
                "select min(due_at) from delivery where letter is null and call is null and not_sent_at is null",
                OffsetDateTime.class);
        return next == null ? null : next.toInstant();
    }

    /**
     * A delivery that goes with a letter.
     *
     * @param notice as far as it is told to this recipient
     * @param topics why
     * @param since what they asked for when the letter was written, so that nothing else is told; null if that was no
     *     less, or it was not written
     * @param toldMeanwhile whether another letter tells them of changes that lie between it and the one before it
     */
    record Going(
            String letter,
            Notice notice,
            PersonId recipient,
            String audience,
            List<String> topics,
            @Nullable List<String> since,
            boolean toldMeanwhile) {
        /** The same to somebody who asks for that by now; null if that is as much as then. */
        Going since(@Nullable List<String> since) {
            return new Going(letter, notice, recipient, audience, topics, since, toldMeanwhile);
        }
    }

    /** What goes with some letters, of each in the order of the ledger, reminders last. */
    List<Going> with(Collection<String> letters) {
        return jdbc.query("""
                with going as (
                  select d.letter, d.recipient, d.audience, d.topics, n.id, n.trust_center, d.after_position, n.through,
                         n.effect_after, n.effect_until, n.made_at, n.kind,
                         d.topics_since,
                         lag(n.through) over (partition by d.letter order by n.kind, n.through, n.id) as through_before
                  from delivery d join notice n on n.id = d.notice
                  where d.letter = any(?))
                select *, case when through_before is not null then exists (
                    select from delivery d join notice n on n.id = d.notice
                    where d.recipient = going.recipient and d.letter is distinct from going.letter
                      and (d.not_sent_at is null or d.perhaps_sent)
                      and n.kind = 'changes' and n.through > through_before and n.through <= going.after_position)
                  else false end
                from going order by letter, kind, through, id""", Deliveries::going, (Object) letters.toArray(String[]::new));
    }

    private static Going going(ResultSet row, int number) throws SQLException {
        var effectAfter = instant(row, 9);
        var effectUntil = instant(row, 10);
        var since = row.getArray(13);
        return new Going(
                Objects.requireNonNull(row.getString(1)),
                new Notice(
                        Objects.requireNonNull(row.getString(5)),
                        new TrustCenterId(row.getString(6)),
                        row.getLong(7),
                        row.getLong(8),
                        effectAfter == null || effectUntil == null ? null : new Notice.Effect(effectAfter, effectUntil),
                        "",
                        List.of(),
                        Objects.requireNonNull(instant(row, 11)),
                        0),
                new PersonId(row.getString(2)),
                Objects.requireNonNull(row.getString(3)),
                List.of((String[]) row.getArray(4).getArray()),
                since == null ? null : List.of((String[]) since.getArray()),
                row.getBoolean(15));
    }

    /** Notes what those ask for by now to whom letters are written. */
    void asksSince(Collection<Going> going) {
        for (var each : going) {
            jdbc.update(
                    "update delivery set topics_since = ? where notice = ? and recipient = ?",
                    each.since() == null ? null : each.since().toArray(String[]::new),
                    each.notice().id(),
                    each.recipient().value());
        }
    }

    /** A letter tells nothing of one that was to go with it; if it may have told it before, that stays on record. */
    void leftOut(Going going, Why why, Instant at) {
        jdbc.update(
                """
                update delivery set letter = null, not_sent_at = ?, not_sent_why = ?
                where notice = ? and recipient = ?
                  and (written_at is null or words_refused and text_sha256_before is null)""", utc(at), why.key, going.notice().id(), going.recipient().value());
    }

    /** What some letters say, and to whom, before they are handed over. */
    void handingOver(Collection<LetterWriter.HandedOver> letters, Instant at) {
        var ids = letters.stream().map(each -> each.letter().id()).toArray(String[]::new);
        jdbc.update(
                """
                update delivery set text_sha256 = handed.text, address_digest = handed.address,
                  access_position = handed.access, written_at = ?, attempts = attempts + 1,
                  perhaps_twice = perhaps_twice or handed.again, perhaps_twice_before = perhaps_twice,
                  perhaps_sent = false,
                  words_refused = false, not_sent_at = null, not_sent_why = null,
                  text_sha256_before = case
                    when handed.again and not words_refused and text_sha256 <> all(coalesce(text_sha256_before, '{}'))
                    then array_append(text_sha256_before, text_sha256) else text_sha256_before end
                from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::boolean[])
                  as handed(letter, text, address, access, again)
                where delivery.letter = handed.letter and delivery.letter = any(?)""",
                utc(at),
                ids,
                letters.stream().map(each -> each.evidence().textSha256()).toArray(String[]::new),
                letters.stream().map(each -> each.evidence().addressDigest()).toArray(String[]::new),
                letters.stream().map(each -> each.evidence().accessPosition()).toArray(Long[]::new),
                letters.stream().map(LetterWriter.HandedOver::isAgain).toArray(Boolean[]::new),
                ids);
    }

    /** @param refusal null if the mail server did not hear of it; then what it refused before stays */
    void refused(String letter, @Nullable Refusal refusal) {
        jdbc.update("""
                update delivery set words_refused = true, perhaps_twice = perhaps_twice_before,
                  refusal_code = coalesce(refused.code, refusal_code),
                  refusal_status = case when refused.code is null then refusal_status else refused.status end
                from (values (?::integer, ?::text)) as refused(code, status) where letter = ?""", refusal == null ? null : refusal.code(), refusal == null ? null : refusal.status(), letter);
    }

    /** What became of some letters; of one that was taken before nothing more. */
    void ended(Collection<LetterWriter.Ended> letters, Instant at) {
        var ids = letters.stream().map(LetterWriter.Ended::letter).toArray(String[]::new);
        jdbc.update(
                """
                update delivery set accepted_at = case when ended.ending = 'TAKEN' then noted.at end,
                  given_up_at = case when ended.ending = 'TAKEN' then null else noted.at end,
                  perhaps_sent = ended.ending = 'UNKNOWN',
                  not_sent_at = case when ended.ending <> 'TAKEN' then not_sent_at end,
                  not_sent_why = case when ended.ending <> 'TAKEN' then not_sent_why end,
                  words_refused = words_refused or ended.code is not null,
                  perhaps_twice = case when ended.code is null then perhaps_twice else perhaps_twice_before end,
                  refusal_code = coalesce(ended.code, refusal_code),
                  refusal_status = case when ended.code is null then refusal_status else ended.status end
                from unnest(?::text[], ?::text[], ?::integer[], ?::text[]) as ended(letter, ending, code, status),
                  (values (?::timestamptz)) as noted(at)
                where delivery.letter = ended.letter and delivery.letter = any(?) and accepted_at is null""",
                ids,
                letters.stream().map(each -> each.ending().name()).toArray(String[]::new),
                letters.stream()
                        .map(each ->
                                each.refusal() == null ? null : each.refusal().code())
                        .toArray(Integer[]::new),
                letters.stream()
                        .map(each ->
                                each.refusal() == null ? null : each.refusal().status())
                        .toArray(String[]::new),
                utc(at),
                ids);
    }

    /** The languages of the words with which some letters were handed over last; of those that were. */
    Map<String, String> languages(Collection<String> letters) {
        var languages = new HashMap<String, String>();
        jdbc.query(
                """
                select distinct d.letter, t.language from delivery d join notice_text t on t.sha256 = d.text_sha256
                where d.letter = any(?)""",
                row -> {
                    languages.put(row.getString(1), row.getString(2));
                },
                (Object) letters.toArray(String[]::new));
        return languages;
    }

    /** Whose letter came back. */
    record Returned(PersonId recipient, String audience) {}

    /**
     * Notes that a letter came back, in the caller's transaction; empty if that was noted before, or it is no notice.
     *
     * @param forGood whether another letter to the same address would fare no better
     */
    Optional<Returned> bounced(String letter, String status, boolean forGood, Instant at) {
        return jdbc
                .query(
                        """
                        update delivery set bounced_at = ?, bounce_status = ?, bounced_for_good = ?
                        where letter = ? and bounced_at is null returning recipient, audience""",
                        (row, _) ->
                                new Returned(new PersonId(row.getString(1)), Objects.requireNonNull(row.getString(2))),
                        utc(at),
                        status,
                        forGood,
                        letter)
                .stream()
                .findFirst();
    }

    /**
     * Whether two letters to somebody came back for good of which one was sent right after the other.
     *
     * @param since letters that were taken before do not count
     */
    boolean cameBackInARow(PersonId recipient, Instant since) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                with sent as (
                  select letter, max(accepted_at) as at, bool_and(coalesce(bounced_for_good, false)) as back
                  from delivery where recipient = ? and letter is not null and accepted_at > ?
                  group by letter order by at desc, letter limit ?),
                pair as (select back, lag(back) over (order by at, letter) as back_before from sent)
                select exists (select from pair where back and back_before)""", Boolean.class, recipient.value(), utc(since), LOOKED_AT));
    }

    /** Nothing more is sent to somebody, in the caller's transaction: not even what is due already. */
    void paused(PersonId recipient, Instant at) {
        jdbc.update("""
                update delivery set not_sent_at = ?, not_sent_why = ?
                where recipient = ? and letter is null and not_sent_at is null""", utc(at), Why.PAUSED.key, recipient.value());
    }

    /** Why somebody was not told after all. */
    enum Why {
        /** They had left; also if it is not known why their key is gone. */
        LEFT("left"),
        /** Administrators had forgotten them, because they asked for it. */
        FORGOTTEN("forgotten"),
        /** The program had answered that it is gone. */
        GONE("gone"),
        /** The provider's staff had ended the calls. */
        ENDED("ended"),
        /** Nothing of it was so any more, or may be read any more. */
        UNDONE("undone"),
        /** They had stopped asking for any of it. */
        UNASKED("unasked"),
        /** Letters to them had come back. */
        PAUSED("paused");

        private final String key;

        Why(String key) {
            this.key = key;
        }

        /** As in rows. */
        String key() {
            return key;
        }
    }

    /**
     * A letter is not sent after all.
     *
     * @param isUnsure whether the mail server may have it in spite of that
     */
    void notSent(String letter, Why why, boolean isUnsure, Instant at) {
        jdbc.update("""
                update delivery set not_sent_at = ?, not_sent_why = ?, perhaps_sent = ?
                where letter = ? and accepted_at is null""", utc(at), why.key, isUnsure, letter);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
