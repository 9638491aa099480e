package org.trustledger.command.content;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What people are writing, as rows: one of each person and answer. */
@Component
class AnswerDrafts {
    /** How many of one person are kept in one trust center; the oldest gives way. */
    static final int MOST_OF_ONE = 100;

    private final JdbcTemplate jdbc;
    private final JsonMapper json = FactCodec.mapper()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    AnswerDrafts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A draft, and when it was kept. */
    record Kept(String actor, AnswerEdit edit, Instant at) {}

    void keep(TrustCenterId trustCenter, String actor, AnswerEdit edit, Instant now) {
        jdbc.update("""
                insert into answer_draft (trust_center, actor, item, kept_at, edit) values (?, ?, ?, ?, ?)
                on conflict (trust_center, actor, item) do update set kept_at = excluded.kept_at, edit = excluded.edit""", trustCenter.value(), actor, edit.place(), now.atOffset(ZoneOffset.UTC), written(edit));
        jdbc.update("""
                delete from answer_draft where (trust_center, actor, item) in (
                  select trust_center, actor, item from answer_draft where trust_center = ? and actor = ?
                  order by kept_at desc offset ?)""", trustCenter.value(), actor, MOST_OF_ONE);
    }

    Optional<Kept> find(TrustCenterId trustCenter, String actor, String item) {
        return of(trustCenter, item).stream()
                .filter(kept -> kept.actor().equals(actor))
                .findFirst();
    }

    /** All of one answer, the newest first. */
    List<Kept> of(TrustCenterId trustCenter, String item) {
        return jdbc.query(
                "select actor, edit, kept_at from answer_draft where trust_center = ? and item = ? order by kept_at desc",
                (row, _) -> new Kept(
                        row.getString(1),
                        read(row.getBytes(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant()),
                trustCenter.value(),
                item);
    }

    /** All that somebody is writing, the newest first. */
    List<Kept> of(TrustCenterId trustCenter, String actor, int most) {
        return jdbc.query(
                """
                select actor, edit, kept_at from answer_draft
                where trust_center = ? and actor = ? order by kept_at desc limit ?""",
                (row, _) -> new Kept(
                        row.getString(1),
                        read(row.getBytes(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant()),
                trustCenter.value(),
                actor,
                most);
    }

    /** Puts an edit back on its writer's desk, unless they have written on since. */
    void putBack(TrustCenterId trustCenter, String actor, AnswerEdit edit, Instant now) {
        if (find(trustCenter, actor, edit.place()).isEmpty()) {
            keep(trustCenter, actor, edit, now);
        }
    }

    void discard(TrustCenterId trustCenter, String actor, String item) {
        jdbc.update(
                "delete from answer_draft where trust_center = ? and actor = ? and item = ?",
                trustCenter.value(),
                actor,
                item);
    }

    /** Forgets what was sent on; what was typed since stays. */
    void discard(TrustCenterId trustCenter, String actor, AnswerEdit sent) {
        find(trustCenter, actor, sent.place())
                .filter(kept -> kept.edit().of(sent.item()).on(sent.base()).equals(sent))
                .ifPresent(_ -> discard(trustCenter, actor, sent.place()));
    }

    void forget(Instant before) {
        jdbc.update("delete from answer_draft where kept_at < ?", before.atOffset(ZoneOffset.UTC));
    }

    byte[] written(AnswerEdit edit) {
        return json.writeValueAsBytes(edit);
    }

    AnswerEdit read(byte[] bytes) {
        return json.readValue(bytes, AnswerEdit.class);
    }
}
