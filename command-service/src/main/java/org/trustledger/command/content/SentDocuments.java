package org.trustledger.command.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.command.content.SentDocument.Attempt;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.json.JsonMapper;

/** The documents that were sent to the workbench, as rows. Each is found by whoever sent it and nobody else. */
@Component
class SentDocuments {
    /** How many of one person are kept; the oldest gives way. */
    static final int MOST_OF_ONE = 5;

    static final Duration KEPT = Duration.ofDays(1);

    /** What an attempt has to get its hands on the row. */
    private static final Duration BEGINNING = Duration.ofSeconds(10);

    private static final int AT_ONCE = 1_000;
    private static final String COLUMNS = """
            document, trust_center, actor, sent_at, format, typed, digest, size, base, removals, plan, trouble,
            attempted_at, correlation_id, applied""";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json = FactCodec.mapper();

    SentDocuments(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
    }

    /** One line of a plan. */
    private record Row(PlanPart part, byte[] line) {}

    /** @param lines none if it could not be planned */
    void keep(SentDocument sent, byte[] bytes, @Nullable Plan lines) {
        transaction.executeWithoutResult(_ -> {
            jdbc.update("""
                    delete from sent_document where document in (
                      select document from sent_document where actor = ? order by sent_at desc offset ?
                      for update skip locked)""", sent.actor(), MOST_OF_ONE - 1);
            jdbc.update(
                    """
                    insert into sent_document
                      (document, trust_center, actor, sent_at, format, typed, digest, size, bytes, plan, trouble)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    sent.id(),
                    sent.trustCenter().value(),
                    sent.actor(),
                    utc(sent.sentAt()),
                    sent.format().name().toLowerCase(Locale.ROOT),
                    sent.typed(),
                    sent.digest(),
                    sent.size(),
                    bytes,
                    written(sent.plan()),
                    written(sent.trouble()));
            insert(sent.id(), lines);
        });
    }

    /**
     * Keeps another plan of a document, or why there is none; the plan before then stays.
     *
     * @param again the document with the base and the removals that were asked for
     */
    void planned(SentDocument again, @Nullable Plan lines) {
        transaction.executeWithoutResult(_ -> {
            jdbc.update(connection -> {
                var update = connection.prepareStatement("""
                                update sent_document set base = ?, removals = ?, plan = ?, trouble = ?,
                                  attempted_at = null, correlation_id = null
                                where document = ? and applied is null""");
                update.setObject(1, again.base());
                update.setArray(
                        2, connection.createArrayOf("text", again.removals().toArray()));
                update.setBytes(3, written(again.plan()));
                update.setBytes(4, written(again.trouble()));
                update.setString(5, again.id());
                return update;
            });
            if (lines != null) {
                jdbc.update("delete from planned_line where document = ?", again.id());
                insert(again.id(), lines);
            }
        });
    }

    Optional<SentDocument> find(TrustCenterId trustCenter, String actor, String id) {
        return one("document = ? and trust_center = ? and actor = ?", id, trustCenter.value(), actor);
    }

    /** Those of one person in one trust center, the newest first. */
    List<SentDocument> of(TrustCenterId trustCenter, String actor) {
        return jdbc.query(
                "select %s from sent_document where trust_center = ? and actor = ? order by sent_at desc"
                        .formatted(COLUMNS),
                (row, _) -> read(row),
                trustCenter.value(),
                actor);
    }

    /** Waits for whoever is at it; from here on nobody else is. Only in a transaction. */
    Optional<SentDocument> lock(TrustCenterId trustCenter, String actor, String id) {
        return one("document = ? and trust_center = ? and actor = ? for update", id, trustCenter.value(), actor);
    }

    /** @throws org.springframework.dao.EmptyResultDataAccessException if it is not there any more */
    byte[] bytes(SentDocument sent) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select bytes from sent_document where document = ?", byte[].class, sent.id()));
    }

    /** Whether an attempt to apply it is under way, in whichever office. One that died has let go of the row. */
    boolean isBeingApplied(SentDocument sent, Instant now) {
        var attempt = sent.attempt();
        return attempt != null
                && sent.applied() == null
                && (now.isBefore(attempt.at().plus(BEGINNING)) || isLocked(sent.id()));
    }

    private boolean isLocked(String id) {
        return jdbc.queryForList(
                                "select document from sent_document where document = ? for share skip locked",
                                String.class,
                                id)
                        .isEmpty()
                && !jdbc.queryForList("select document from sent_document where document = ?", String.class, id)
                        .isEmpty();
    }

    /** False if it was applied already, or somebody is at it. */
    boolean attempt(SentDocument sent, Attempt attempt) {
        return jdbc.update(
                        """
                        update sent_document set attempted_at = ?, correlation_id = ?, trouble = null
                        where document in (
                          select document from sent_document
                          where document = ? and applied is null and plan is not null
                            and (attempted_at is null or attempted_at < ?)
                          for update skip locked)""",
                        utc(attempt.at()),
                        attempt.correlationId(),
                        sent.id(),
                        utc(attempt.at().minus(BEGINNING)))
                > 0;
    }

    void refused(SentDocument sent, Trouble trouble) {
        jdbc.update("""
                update sent_document set trouble = ?, attempted_at = null, correlation_id = null
                where document = ? and applied is null""", written(trouble), sent.id());
    }

    /** In the transaction of the facts, so that neither is there without the other. */
    void applied(SentDocument sent, Applied applied) {
        jdbc.update(
                "update sent_document set applied = ?, bytes = null where document = ?", written(applied), sent.id());
        jdbc.update("delete from planned_line where document = ?", sent.id());
    }

    void discard(SentDocument sent) {
        jdbc.update("delete from sent_document where document = ?", sent.id());
    }

    /** What was sent before that; what somebody is just applying stays. */
    void forget(Instant before) {
        jdbc.update("""
                delete from sent_document where document in (
                  select document from sent_document where sent_at < ? for update skip locked)""", utc(before));
    }

    /** Some lines of one part of a plan, in the order in which they would be recorded. */
    List<Plan.Line> changes(SentDocument sent, PlanPart part, int offset, int most) {
        return lines(sent, part, offset, most, Plan.Line.class);
    }

    /** Some of what the document leaves out. */
    List<Plan.LeftOut> leftOut(SentDocument sent, int offset, int most) {
        return lines(sent, PlanPart.LEFT_OUT, offset, most, Plan.LeftOut.class);
    }

    private <T> List<T> lines(SentDocument sent, PlanPart part, int offset, int most, Class<T> type) {
        return jdbc.query(
                "select line from planned_line where document = ? and part = ? order by number offset ? limit ?",
                (row, _) -> json.readValue(row.getBytes(1), type),
                sent.id(),
                part.key(),
                offset,
                most);
    }

    /** Hands over the JSON of each line of a plan, one by one and in order. */
    void eachLine(SentDocument sent, boolean leftOut, Consumer<byte[]> reader) {
        transaction.executeWithoutResult(_ -> jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                            select line from planned_line where document = ? and (part = 'left-out') = ?
                            order by number""");
                    statement.setFetchSize(AT_ONCE);
                    statement.setString(1, sent.id());
                    statement.setBoolean(2, leftOut);
                    return statement;
                },
                row -> {
                    reader.accept(row.getBytes(1));
                }));
    }

    static Map<PlanPart, Integer> counts(Plan plan) {
        var counts = new EnumMap<PlanPart, Integer>(PlanPart.class);
        plan.changes().forEach(line -> counts.merge(PlanPart.of(line.change()), 1, Integer::sum));
        if (!plan.leftOut().isEmpty()) {
            counts.put(PlanPart.LEFT_OUT, plan.leftOut().size());
        }
        return counts;
    }

    private void insert(String document, @Nullable Plan plan) {
        if (plan == null) {
            return;
        }
        var all = plan.changes().size() + plan.leftOut().size();
        for (var from = 0; from < all; from += AT_ONCE) {
            var first = from;
            var rows = IntStream.range(from, Math.min(from + AT_ONCE, all))
                    .mapToObj(number -> row(plan, number))
                    .toList();
            jdbc.update(connection -> {
                var insert = connection.prepareStatement("""
                        insert into planned_line (document, number, part, line)
                        select ?, ? + number - 1, part, line
                        from unnest(?::text[], ?::bytea[]) with ordinality as line (part, line, number)""");
                insert.setString(1, document);
                insert.setInt(2, first);
                insert.setArray(
                        3,
                        connection.createArrayOf(
                                "text",
                                rows.stream().map(row -> row.part().key()).toArray()));
                insert.setArray(
                        4,
                        connection.createArrayOf(
                                "bytea", rows.stream().map(Row::line).toArray(byte[][]::new)));
                return insert;
            });
        }
    }

    private Row row(Plan plan, int number) {
        var changes = plan.changes();
        if (number < changes.size()) {
            var line = changes.get(number);
            return new Row(PlanPart.of(line.change()), json.writeValueAsBytes(line));
        }
        return new Row(PlanPart.LEFT_OUT, json.writeValueAsBytes(plan.leftOut().get(number - changes.size())));
    }

    private Optional<SentDocument> one(String where, Object... values) {
        return jdbc
                .query("select %s from sent_document where %s".formatted(COLUMNS, where), (row, _) -> read(row), values)
                .stream()
                .findFirst();
    }

    private SentDocument read(ResultSet row) throws SQLException {
        var attemptedAt = row.getObject("attempted_at", OffsetDateTime.class);
        return new SentDocument(
                row.getString("document"),
                new TrustCenterId(row.getString("trust_center")),
                row.getString("actor"),
                row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                DocumentFormat.valueOf(row.getString("format").toUpperCase(Locale.ROOT)),
                row.getBoolean("typed"),
                row.getString("digest"),
                row.getInt("size"),
                row.getObject("base", Long.class),
                Set.of((String[]) row.getArray("removals").getArray()),
                read(row.getBytes("plan"), Planned.class),
                read(row.getBytes("trouble"), Trouble.class),
                attemptedAt == null ? null : new Attempt(attemptedAt.toInstant(), row.getString("correlation_id")),
                read(row.getBytes("applied"), Applied.class));
    }

    private byte @Nullable [] written(@Nullable Object value) {
        return value == null ? null : json.writeValueAsBytes(value);
    }

    private <T> @Nullable T read(byte @Nullable [] value, Class<T> type) {
        return value == null ? null : json.readValue(value, type);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
