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
import org.springframework.util.unit.DataSize;
import org.trustledger.command.content.SentDocument.Attempt;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents that were sent, as rows. Each is found by whoever sent it, and by others once it was sent for review.
 */
@Component
class SentDocuments {
    /** How many of one person are kept; the oldest gives way. */
    static final int MOST_OF_ONE = 5;

    /** How many of one person may wait for others in one trust center. */
    static final int MOST_IN_REVIEW = 50;

    /** And how large they may be together. */
    static final DataSize MOST_BYTES_IN_REVIEW = DataSize.ofMegabytes(256);

    static final Duration KEPT = Duration.ofDays(1);

    /** What an attempt has to get its hands on the row. */
    private static final Duration BEGINNING = Duration.ofSeconds(10);

    private static final int AT_ONCE = 1_000;
    private static final String COLUMNS = """
            document, trust_center, actor, sent_at, format, typed, digest, size, base, removals, embargo, plan, trouble,
            attempted_at, correlation_id, applied, edit, review, review_since, reviewer, review_words""";

    /** Not to be changed: it is others' or the calendar's turn. */
    private static final String WAITS = "coalesce(review in ('in-review', 'embargoed', 'overtaken'), false)";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final AnswerDrafts drafts;
    // What was kept by an older version may lack something.
    private final JsonMapper json = FactCodec.mapper()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    SentDocuments(JdbcTemplate jdbc, PlatformTransactionManager transactions, AnswerDrafts drafts) {
        this.jdbc = jdbc;
        this.drafts = drafts;
        transaction = new TransactionTemplate(transactions);
    }

    /** One line of a plan. */
    private record Row(PlanPart part, byte[] line) {}

    /** @param lines none if it could not be planned */
    void keep(SentDocument sent, byte[] bytes, @Nullable Plan lines) {
        transaction.executeWithoutResult(_ -> {
            jdbc.update("""
                    delete from sent_document where document in (
                      select document from sent_document
                      where actor = ? and review is null
                      order by coalesce(review_since, sent_at) desc offset ?
                      for update skip locked)""", sent.actor(), MOST_OF_ONE - 1);
            jdbc.update(connection -> {
                var insert = connection.prepareStatement("""
                        insert into sent_document
                          (document, trust_center, actor, sent_at, format, typed, digest, size, bytes, base, removals,
                           plan, trouble, edit, embargo)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
                insert.setString(1, sent.id());
                insert.setString(2, sent.trustCenter().value());
                insert.setString(3, sent.actor());
                insert.setObject(4, utc(sent.sentAt()));
                insert.setString(5, sent.format().name().toLowerCase(Locale.ROOT));
                insert.setBoolean(6, sent.typed());
                insert.setString(7, sent.digest());
                insert.setInt(8, sent.size());
                insert.setBytes(9, bytes);
                insert.setObject(10, sent.base());
                insert.setArray(
                        11, connection.createArrayOf("text", sent.removals().toArray()));
                insert.setBytes(12, written(sent.plan()));
                insert.setBytes(13, written(sent.trouble()));
                insert.setBytes(14, sent.edit() == null ? null : drafts.written(sent.edit()));
                insert.setObject(15, sent.embargo() == null ? null : utc(sent.embargo()));
                return insert;
            });
            insert(sent.id(), lines);
        });
    }

    /**
     * Keeps another plan of a document, or why there is none; the plan before then stays.
     *
     * @param again the document with the base and the removals that were asked for
     * @param bytes of the document
     */
    void planned(SentDocument again, byte[] bytes, @Nullable Plan lines) {
        transaction.executeWithoutResult(_ -> {
            // Neither row nor lines of what others look at are changed, nor of what was applied.
            if (one("document = ? and applied is null and not %s for update".formatted(WAITS), again.id())
                    .isEmpty()) {
                return;
            }
            jdbc.update(connection -> {
                var update = connection.prepareStatement("""
                                update sent_document set base = ?, removals = ?, plan = ?, trouble = ?,
                                  bytes = ?, digest = ?, size = ?, edit = ?, embargo = ?,
                                  attempted_at = null, correlation_id = null
                                where document = ?""");
                update.setObject(1, again.base());
                update.setArray(
                        2, connection.createArrayOf("text", again.removals().toArray()));
                update.setBytes(3, written(again.plan()));
                update.setBytes(4, written(again.trouble()));
                update.setBytes(5, bytes);
                update.setString(6, again.digest());
                update.setInt(7, again.size());
                update.setBytes(8, again.edit() == null ? null : drafts.written(again.edit()));
                update.setObject(9, again.embargo() == null ? null : utc(again.embargo()));
                update.setString(10, again.id());
                return update;
            });
            if (lines != null) {
                jdbc.update("delete from planned_line where document = ?", again.id());
                insert(again.id(), lines);
            }
        });
    }

    /** One of somebody's own, or one that was sent for review. */
    Optional<SentDocument> find(TrustCenterId trustCenter, String actor, String id) {
        return one(
                "document = ? and trust_center = ? and (actor = ? or review is not null)",
                id,
                trustCenter.value(),
                actor);
    }

    /** One that was sent for review. */
    Optional<SentDocument> findReviewed(TrustCenterId trustCenter, String id) {
        return one("document = ? and trust_center = ? and review is not null", id, trustCenter.value());
    }

    /**
     * Those that wait in one trust center: those overtaken, those in review, then those embargoed; the oldest first.
     */
    List<SentDocument> waiting(TrustCenterId trustCenter) {
        return jdbc.query("""
                select %s from sent_document where trust_center = ? and %s
                order by array_position(array['overtaken', 'in-review', 'embargoed'], review),
                  case when review = 'embargoed' then embargo else review_since end""".formatted(COLUMNS, WAITS), (row, _) -> read(row), trustCenter.value());
    }

    /** Where a change set is. */
    record Place(TrustCenterId trustCenter, String document) {}

    /** Those whose embargo has ended, of all trust centers, in the order in which it did. */
    List<Place> due(Instant now) {
        return jdbc.query("""
                select trust_center, document from sent_document where review = 'embargoed' and embargo <= ?
                order by embargo, review_since""", (row, _) -> new Place(new TrustCenterId(row.getString(1)), row.getString(2)), utc(now));
    }

    /** Those that were decided on lately, the newest first. */
    List<SentDocument> decided(TrustCenterId trustCenter, int most) {
        return jdbc.query("""
                select %s from sent_document where trust_center = ? and review in ('approved', 'declined')
                order by review_since desc limit ?""".formatted(COLUMNS), (row, _) -> read(row), trustCenter.value(), most);
    }

    /** How many wait for somebody: for review, or to be taken up after they were overtaken. */
    int countForPeople(TrustCenterId trustCenter) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from sent_document where trust_center = ? and review in ('in-review', 'overtaken')",
                Integer.class,
                trustCenter.value()));
    }

    /** Keeps other transactions of one author in one trust center waiting until this one ends. */
    void lockAuthor(TrustCenterId trustCenter, String actor) {
        jdbc.queryForList(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))::text",
                String.class,
                "change-sets/%s/%s".formatted(trustCenter, actor));
    }

    /** What others are to make of it, or have made; null for nothing any more. */
    void review(SentDocument sent, @Nullable Review review, Instant now) {
        jdbc.update(
                """
                update sent_document set review = ?, review_since = ?, reviewer = ?, review_words = ?, trouble = null,
                  attempted_at = null, correlation_id = null
                where document = ?""",
                review == null ? null : review.state().key(),
                utc(review == null ? now : review.since()),
                review == null ? null : review.reviewer(),
                review == null ? null : review.words(),
                sent.id());
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
    Optional<SentDocument> lock(TrustCenterId trustCenter, String id) {
        return one("document = ? and trust_center = ? for update", id, trustCenter.value());
    }

    /** The bytes as they are now; empty if it was applied or forgotten meanwhile. */
    Optional<byte[]> bytesOf(String id) {
        return jdbc
                .queryForList(
                        "select bytes from sent_document where document = ? and bytes is not null", byte[].class, id)
                .stream()
                .findFirst();
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

    /**
     * False if it was applied already, or somebody is at it, or others decide on it now.
     *
     * @param approves since when it is in review that is decided on; null if its author applies it
     */
    boolean attempt(SentDocument sent, @Nullable Instant approves, Attempt attempt) {
        return jdbc.update(
                        """
                        update sent_document set attempted_at = ?, correlation_id = ?, trouble = null
                        where document in (
                          select document from sent_document
                          where document = ? and applied is null and plan is not null
                            and case when ?::timestamptz is null then not %s else review = 'in-review' end
                            and (?::timestamptz is null or review_since = ?)
                            and (attempted_at is null or attempted_at < ?)
                          for update skip locked)""".formatted(WAITS),
                        utc(attempt.at()),
                        attempt.correlationId(),
                        sent.id(),
                        approves == null ? null : utc(approves),
                        approves == null ? null : utc(approves),
                        approves == null ? null : utc(approves),
                        utc(attempt.at().minus(BEGINNING)))
                > 0;
    }

    void refused(SentDocument sent, Trouble trouble) {
        jdbc.update("""
                update sent_document set trouble = ?, attempted_at = null, correlation_id = null
                where document = ? and applied is null""", written(trouble), sent.id());
    }

    /** Why it was not recorded when its embargo ended; after its review says so. */
    void overtaken(SentDocument sent, Trouble trouble) {
        jdbc.update("update sent_document set trouble = ? where document = ?", written(trouble), sent.id());
    }

    /** In the transaction of the facts, so that neither is there without the other. */
    void applied(SentDocument sent, Applied applied) {
        jdbc.update("""
                update sent_document set applied = ?, bytes = null, edit = null, review = null, reviewer = null,
                  review_words = null, embargo = case when review = 'embargoed' then embargo end
                where document = ?""", written(applied), sent.id());
        jdbc.update("delete from planned_line where document = ?", sent.id());
    }

    void discard(SentDocument sent) {
        jdbc.update("delete from sent_document where document = ? and not %s".formatted(WAITS), sent.id());
    }

    /** What was sent or decided on before that; what waits stays, and what somebody is just applying. */
    void forget(Instant before) {
        jdbc.update("""
                delete from sent_document where document in (
                  select document from sent_document
                  where coalesce(review_since, sent_at) < ? and not %s
                  for update skip locked)""".formatted(WAITS), utc(before));
    }

    /** Some lines of one part of a plan, in the order in which they would be recorded. */
    List<Plan.Line> changes(SentDocument sent, PlanPart part, int offset, int most) {
        return lines(sent, part, offset, most, Plan.Line.class);
    }

    /** All lines of a plan but those of what the document leaves out, in the order in which they would be recorded. */
    List<Plan.Line> lines(SentDocument sent) {
        return jdbc.query(
                "select line from planned_line where document = ? and part <> 'left-out' order by number",
                (row, _) -> json.readValue(row.getBytes(1), Plan.Line.class),
                sent.id());
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
        var edit = row.getBytes("edit");
        var embargo = row.getObject("embargo", OffsetDateTime.class);
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
                embargo == null ? null : embargo.toInstant(),
                read(row.getBytes("plan"), Planned.class),
                read(row.getBytes("trouble"), Trouble.class),
                attemptedAt == null ? null : new Attempt(attemptedAt.toInstant(), row.getString("correlation_id")),
                read(row.getBytes("applied"), Applied.class),
                edit == null ? null : drafts.read(edit),
                review(row));
    }

    private static @Nullable Review review(ResultSet row) throws SQLException {
        var state = row.getString("review");
        return state == null
                ? null
                : new Review(
                        ReviewState.of(state),
                        row.getObject("review_since", OffsetDateTime.class).toInstant(),
                        row.getString("reviewer"),
                        row.getString("review_words"));
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
