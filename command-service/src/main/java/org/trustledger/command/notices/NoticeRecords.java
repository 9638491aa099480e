package org.trustledger.command.notices;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.trustledger.events.TrustCenterId;

/** What is told at once, as rows; and how far each ledger has been looked at. */
@Repository
class NoticeRecords {
    // A pack says nothing of its own.
    private static final List<String> SAYING = Arrays.stream(ToldKind.values())
            .filter(kind -> kind != ToldKind.PACK)
            .map(ToldKind::kindName)
            .toList();

    private final JdbcTemplate jdbc;

    NoticeRecords(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A ledger that has gone further than it has been looked at.
     *
     * @param through how far
     * @param first when the first fact after that was recorded that says or opens anything of which somebody may be
     *     told, or if there is none, that is about a pack, which follows whatever changes; null if there is neither,
     *     and then nothing of it is told
     * @param turn the first moment that anything which those facts speak of was said to begin or end at, by them or
     *     before them, and that lay ahead when they were recorded; null if there is none, or none by the given time
     */
    record Ahead(
            TrustCenterId trustCenter,
            long through,
            @Nullable Instant first,
            @Nullable Instant turn) {}

    /** All such. What is recorded may take back, or put off, what was to begin or end by that time. */
    List<Ahead> ahead(Instant until) {
        var saying = SAYING.toArray(String[]::new);
        return jdbc.query(
                """
                select l.trust_center, l.position, fresh.first, (
                  select min(turn.moment) from (
                    select item, position, valid_from as moment from public_fact
                    where trust_center = l.trust_center and content and valid_from > fresh.first and valid_from <= ?
                    union all
                    select item, position, valid_to from public_fact
                    where trust_center = l.trust_center and valid_to is not null
                      and valid_to > fresh.first and valid_to <= ?) as turn
                  where split_part(turn.item, '/', 1) = any(?) and exists (
                    select from public_fact f
                    where f.trust_center = l.trust_center and f.position > coalesce(r.position, 0)
                      and f.position >= turn.position and f.item = turn.item and f.recorded_at < turn.moment))
                from ledger l left join notice_reach r on r.trust_center = l.trust_center cross join lateral (
                  select coalesce(
                    min(recorded_at) filter (where f.content and split_part(f.item, '/', 1) = any(?)),
                    min(recorded_at) filter (where split_part(f.item, '/', 1) = ?)) as first
                  from public_fact f
                  where f.trust_center = l.trust_center and f.position > coalesce(r.position, 0)) as fresh
                where l.position > coalesce(r.position, 0) order by 3""",
                (row, _) -> {
                    var first = row.getObject(3, OffsetDateTime.class);
                    var turn = row.getObject(4, OffsetDateTime.class);
                    return new Ahead(
                            new TrustCenterId(row.getString(1)),
                            row.getLong(2),
                            first == null ? null : first.toInstant(),
                            turn == null ? null : turn.toInstant());
                },
                utc(until),
                utc(until),
                saying,
                saying,
                ToldKind.PACK.kindName());
    }

    /**
     * When the first fact was recorded that was not looked at; empty if all were.
     *
     * @param only of which trust center; null for any
     */
    Optional<Instant> unseenSince(@Nullable TrustCenterId only) {
        var trustCenter = only == null ? null : only.value();
        return jdbc
                .query("""
                        select f.recorded_at
                        from ledger l left join notice_reach r on r.trust_center = l.trust_center cross join lateral (
                          select recorded_at from public_fact
                          where trust_center = l.trust_center and position > coalesce(r.position, 0)
                          order by position limit 1) as f
                        where l.position > coalesce(r.position, 0) and (?::text is null or l.trust_center = ?)
                        order by f.recorded_at limit 1""", (row, _) -> row.getObject(1, OffsetDateTime.class).toInstant(), trustCenter, trustCenter)
                .stream()
                .findFirst();
    }

    /**
     * How far a ledger has been looked at.
     *
     * @param remindedUntil whoever wants to be is reminded of all that takes effect up to then
     */
    record Reach(TrustCenterId trustCenter, long position, Instant remindedUntil) {}

    /** Takes hold of it, in the caller's transaction. */
    Reach hold(TrustCenterId trustCenter, Instant remindedUntil) {
        jdbc.update("""
                insert into notice_reach (trust_center, position, reminded_until) values (?, 0, ?)
                on conflict do nothing""", trustCenter.value(), utc(remindedUntil));
        return Objects.requireNonNull(jdbc.queryForObject(
                "select position, reminded_until from notice_reach where trust_center = ? for update",
                (row, _) -> new Reach(
                        trustCenter,
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant()),
                trustCenter.value()));
    }

    /** Those in which somebody may have to be reminded by then of what takes effect. */
    List<TrustCenterId> toRemind(Instant until) {
        return jdbc.query(
                "select trust_center from notice_reach where reminded_until < ? order by 1",
                (row, _) -> new TrustCenterId(row.getString(1)),
                utc(until));
    }

    void reached(TrustCenterId trustCenter, long position) {
        jdbc.update("update notice_reach set position = ? where trust_center = ?", position, trustCenter.value());
    }

    void reminded(TrustCenterId trustCenter, Instant until) {
        jdbc.update(
                "update notice_reach set reminded_until = ? where trust_center = ?", utc(until), trustCenter.value());
    }

    /** Adds what is told, in the caller's transaction. */
    Notice add(
            TrustCenterId trustCenter,
            long after,
            long through,
            Notice.@Nullable Effect effect,
            String subject,
            List<String> topics,
            Instant now) {
        var notice = new Notice(
                UUID.randomUUID().toString().replace("-", ""),
                trustCenter,
                after,
                through,
                effect,
                subject,
                topics,
                now,
                0);
        jdbc.update(
                """
                insert into notice (id, trust_center, kind, after_position, through, effect_after, effect_until, subject,
                  topics, made_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                notice.id(),
                trustCenter.value(),
                effect == null ? "changes" : "reminder",
                after,
                through,
                effect == null ? null : utc(effect.after()),
                effect == null ? null : utc(effect.until()),
                subject,
                topics.toArray(String[]::new),
                utc(now));
        return notice;
    }

    /** Of how many it is told. That it is told to nobody is on record too. */
    void addressed(Notice notice, int audience) {
        jdbc.update("update notice set audience = ? where id = ?", audience, notice.id());
    }

    /** Keeps the words of a notice; harmless if they are kept already. */
    void keepText(NoticeWordsKept words) {
        jdbc.update(
                """
                with kept as (
                  insert into notice_text (sha256, language, subject, text, html) values (?, ?, ?, ?, ?)
                  on conflict do nothing)
                insert into notice_text_answer (text_sha256, answer, whole)
                select ?, each.answer, each.whole from unnest(?::text[], ?::boolean[]) as each(answer, whole)
                on conflict do nothing""",
                words.sha256(),
                words.language(),
                words.subject(),
                words.text(),
                words.html(),
                words.sha256(),
                words.answers().stream().map(ToldAnswer::id).toArray(String[]::new),
                words.answers().stream().map(ToldAnswer::isWhole).toArray(Boolean[]::new));
    }

    /**
     * The words of a notice as they are kept.
     *
     * @param answers that they tell, each once
     */
    record NoticeWordsKept(
            String sha256, String language, String subject, String text, String html, List<ToldAnswer> answers) {
        NoticeWordsKept {
            answers = List.copyOf(answers);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
