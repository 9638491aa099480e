package org.trustledger.command.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.trustledger.command.webhooks.Calls;
import org.trustledger.events.TrustCenterId;

/**
 * Each notice to each endpoint, as rows: one that goes with a call has it from the beginning, and never gets a letter.
 */
@Repository
public class CalledDeliveries {
    // It was called, and whether it has what it was told is not known.
    private static final String PERHAPS_TAKEN = """
            exists (select from webhook_attempt a where a.call = delivery.call
              and (a.outcome is null or a.outcome in ('too-slow', 'broken-off', 'not-http')))""";
    // It was called again after that, and has it, or that is not known either.
    private static final String PERHAPS_TWICE = """
            exists (
              select from webhook_attempt a join webhook_attempt b on b.call = a.call and b.number > a.number
              where a.call = delivery.call
                and (a.outcome is null or a.outcome in ('too-slow', 'broken-off', 'not-http'))
                and (b.outcome is null or b.outcome in ('too-slow', 'broken-off', 'not-http', 'accepted')))""";

    private final JdbcTemplate jdbc;

    CalledDeliveries(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds those of a notice, in the caller's transaction. */
    void add(Notice notice, List<Calls.Addressed> calls, Instant due) {
        jdbc.batchUpdate(
                """
                insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at, call)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                calls.stream()
                        .map(each -> new Object[] {
                            notice.id(),
                            each.webhook().value(),
                            notice.trustCenter().value(),
                            WebhookAudience.NAME,
                            each.topics().toArray(String[]::new),
                            Math.max(notice.after(), each.toldFrom()),
                            utc(due),
                            each.call()
                        })
                        .toList());
    }

    /**
     * What an endpoint is told of.
     *
     * @param after,through the facts it tells: those after one position up to another
     * @param effect the stretch in which what it reminds of takes effect; null for one that tells facts
     * @param topics why
     */
    record Going(
            TrustCenterId trustCenter, long after, long through, Notice.@Nullable Effect effect, List<String> topics) {}

    /** What goes with a call. */
    Optional<Going> with(String call) {
        return jdbc.query("""
                select n.trust_center, d.after_position, n.through, n.effect_after, n.effect_until, d.topics
                from delivery d join notice n on n.id = d.notice where d.call = ?""", CalledDeliveries::going, call).stream().findFirst();
    }

    private static Going going(ResultSet row, int number) throws SQLException {
        var effectAfter = instant(row, 4);
        var effectUntil = instant(row, 5);
        return new Going(
                new TrustCenterId(row.getString(1)),
                row.getLong(2),
                row.getLong(3),
                effectAfter == null || effectUntil == null ? null : new Notice.Effect(effectAfter, effectUntil),
                List.of((String[]) row.getArray(6).getArray()));
    }

    /** Keeps what programs are told; harmless if it is kept already. */
    void keepData(String sha256, String json) {
        jdbc.update("insert into notice_data (sha256, json) values (?, ?) on conflict do nothing", sha256, json);
    }

    /**
     * By what the records of some calls know where they went, of those of them that were made: what whoever has the
     * salt of the endpoint can compute again.
     */
    public Map<String, String> addressDigests(Collection<String> calls) {
        var digests = new HashMap<String, String>();
        jdbc.query(
                "select call, address_digest from delivery where call = any(?) and address_digest is not null",
                row -> {
                    digests.put(Objects.requireNonNull(row.getString(1)), Objects.requireNonNull(row.getString(2)));
                },
                (Object) calls.toArray(String[]::new));
        return digests;
    }

    /** What an endpoint is told, and which it is, before it is called; what it took stays. */
    void handedOver(String call, String dataSha256, String addressDigest) {
        jdbc.update("""
                update delivery set data_sha256 = case when accepted_at is null then ? else data_sha256 end,
                  address_digest = ?, attempts = attempts + 1
                where call = ?""", dataSha256, addressDigest, call);
        noteTwice(call);
    }

    /** Anew whenever more is known of an attempt: what was refused has not arrived. */
    private void noteTwice(String call) {
        jdbc.update(
                "update delivery set perhaps_twice = not perhaps_twice where call = ? and perhaps_twice <> "
                        + PERHAPS_TWICE,
                call);
    }

    /** What it took first; that it ended meanwhile makes it no less so. */
    void accepted(String call, String dataSha256, Instant at) {
        noteTwice(call);
        jdbc.update("""
                update delivery set accepted_at = ?, data_sha256 = ?, given_up_at = null, not_sent_at = null,
                  not_sent_why = null, perhaps_sent = false
                where call = ? and accepted_at is null""", utc(at), dataSha256, call);
    }

    /** What is not sent may have arrived only if an attempt says so still. */
    void answered(String call) {
        noteTwice(call);
        jdbc.update("update delivery set perhaps_sent = " + PERHAPS_TAKEN + " where call = ? and perhaps_sent", call);
    }

    void notMade(String call) {
        jdbc.update("update delivery set attempts = attempts - 1 where call = ?", call);
    }

    void givenUp(String call, Instant at) {
        jdbc.update(
                "update delivery set given_up_at = ?, perhaps_sent = " + PERHAPS_TAKEN
                        + " where call = ? and accepted_at is null",
                utc(at),
                call);
    }

    void takenUpAgain(Collection<String> calls) {
        jdbc.update(
                "update delivery set given_up_at = null where call = any(?)", (Object) calls.toArray(String[]::new));
    }

    void notSent(Collection<String> calls, Deliveries.Why why, Instant at) {
        jdbc.update(
                "update delivery set not_sent_at = ?, not_sent_why = ?, perhaps_sent = " + PERHAPS_TAKEN
                        + " where call = any(?) and accepted_at is null",
                utc(at),
                why.key(),
                calls.toArray(String[]::new));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
