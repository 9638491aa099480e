package org.trustledger.command.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.AccessFact;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.FactType;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Statement;
import org.trustledger.operating.AllProcessors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows a commit leaves: of each fact its event in the store, as Axon would write it, and its published bytes; and
 * the trust center's ledger, raised to the last of them.
 *
 * <p>One statement does all of it, because each further one is a wait for the database while the trust center is
 * locked.
 */
final class FactRows {
    /** What one statement takes, so that neither side holds a large commit twice. */
    private static final int AT_ONCE = 1_000;

    // Most commits are of one fact. This is planned once per connection; MANY is planned each time, which costs more
    // than the rest of a small commit.
    private static final String ONE = """
            with event as (
              insert into domain_event (event_identifier, aggregate_identifier, sequence_number, aggregate_type,
                recorded_at, payload_type, payload_revision, payload, meta_data)
              values (?, ?, coalesce(
                  (select max(sequence_number) from domain_event where aggregate_identifier = ?), -1) + 1,
                ?, ?, ?, ?, ?, ?)),
            published as (
              insert into public_fact
                (trust_center, position, commit_position, recorded_at, item, content, valid_from, valid_to, bytes)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?))
            update ledger set position = ?, recorded_at = ?, content_position = coalesce(?, content_position),
              content_recorded_at = coalesce(?, content_recorded_at),
              access_position = coalesce(?, access_position)
            where trust_center = ?""";

    private static final String MANY = """
            with head as (
              select ?::text as trust_center, ?::timestamptz as recorded_at, ?::bigint as commit_position),
            fact as (
              select * from head, unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as fact (position, item, type, revision, event, data, about, valid_from, valid_to, bytes, access)),
            event as (
              insert into domain_event (event_identifier, aggregate_identifier, sequence_number, aggregate_type,
                recorded_at, payload_type, payload_revision, payload, meta_data)
              select event, trust_center || '/' || item,
                coalesce((select max(sequence_number) from domain_event
                    where aggregate_identifier = fact.trust_center || '/' || fact.item), -1)
                  + row_number() over (partition by item order by position),
                split_part(item, '/', 1), recorded_at, type, revision, data, about
              from fact order by position),
            published as (
              insert into public_fact
                (trust_center, position, commit_position, recorded_at, item, content, valid_from, valid_to, bytes)
              select trust_center, position, commit_position, recorded_at, item, valid_from is not null or access,
                valid_from::timestamptz, valid_to::timestamptz, bytes
              from fact order by position),
            reached as (
              select max(position) as position, max(position) filter (where valid_from is not null or access) as content,
                max(position) filter (where access) as access
              from fact)
            update ledger set position = reached.position, recorded_at = head.recorded_at,
              content_position = coalesce(reached.content, content_position),
              content_recorded_at = case when reached.content is null
                then content_recorded_at else head.recorded_at end,
              access_position = coalesce(reached.access, access_position)
            from head, reached where ledger.trust_center = head.trust_center""";

    private final JdbcTemplate jdbc;
    private final FactCodec codec;
    private final JsonMapper json = FactCodec.mapper();

    FactRows(JdbcTemplate jdbc, FactCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    /** What is told of an event beside what it says. */
    private record About(
            String actor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String approver,

            String correlationId,
            long position) {}

    private record Row(PublicFact fact, FactType type, byte[] data, byte[] about, byte[] bytes) {
        String item() {
            return fact.item();
        }

        boolean isAccess() {
            return fact.fact() instanceof AccessFact;
        }

        /** Whether it moves the content position. */
        boolean isContent() {
            return statement() != null || isAccess();
        }

        @Nullable Statement statement() {
            return fact.fact() instanceof ContentFact content ? content.statement() : null;
        }

        @Nullable Instant validFrom() {
            var statement = statement();
            return statement == null ? null : statement.validFrom();
        }

        @Nullable Instant validTo() {
            var statement = statement();
            return statement == null ? null : statement.validTo();
        }
    }

    /** @param facts of one commit, or the rest of one, in the order of their positions */
    void insert(List<PublicFact> facts) {
        if (facts.size() == 1) {
            var row = row(facts.getFirst());
            jdbc.update(ONE, statement -> setOne(statement, row));
            return;
        }
        for (var from = 0; from < facts.size(); from += AT_ONCE) {
            var rows = AllProcessors.map(facts.subList(from, Math.min(from + AT_ONCE, facts.size())), this::row);
            jdbc.update(MANY, statement -> setMany(statement, rows));
        }
    }

    private Row row(PublicFact fact) {
        var data = codec.writeData(fact.fact());
        var about = new About(fact.actor(), fact.approver(), fact.correlationId(), fact.position());
        return new Row(fact, FactType.of(fact.fact()), data, json.writeValueAsBytes(about), codec.write(fact, data));
    }

    private static void setOne(PreparedStatement statement, Row row) throws SQLException {
        var fact = row.fact();
        var trustCenter = fact.trustCenter().value();
        var recordedAt = utc(fact.recordedAt());
        var address = trustCenter + "/" + row.item();
        statement.setString(1, UUID.randomUUID().toString());
        statement.setString(2, address);
        statement.setString(3, address);
        statement.setString(4, row.type().kind());
        statement.setObject(5, recordedAt);
        statement.setString(6, row.type().factName());
        statement.setString(7, Integer.toString(row.type().version()));
        statement.setBytes(8, row.data());
        statement.setBytes(9, row.about());
        statement.setString(10, trustCenter);
        statement.setLong(11, fact.position());
        statement.setLong(12, fact.commitPosition());
        statement.setObject(13, recordedAt);
        statement.setString(14, row.item());
        statement.setBoolean(15, row.isContent());
        statement.setObject(16, utc(row.validFrom()));
        statement.setObject(17, utc(row.validTo()));
        statement.setBytes(18, row.bytes());
        statement.setLong(19, fact.position());
        statement.setObject(20, recordedAt);
        statement.setObject(21, row.isContent() ? fact.position() : null);
        statement.setObject(22, row.isContent() ? recordedAt : null);
        statement.setObject(23, row.isAccess() ? fact.position() : null);
        statement.setString(24, trustCenter);
    }

    private static void setMany(PreparedStatement statement, List<Row> rows) throws SQLException {
        var last = rows.getLast().fact();
        statement.setString(1, last.trustCenter().value());
        statement.setString(2, last.recordedAt().toString());
        statement.setLong(3, last.commitPosition());
        statement.setArray(
                4, array(statement, "int8", rows, Long[]::new, row -> row.fact().position()));
        statement.setArray(5, texts(statement, rows, Row::item));
        statement.setArray(6, texts(statement, rows, row -> row.type().factName()));
        statement.setArray(
                7, texts(statement, rows, row -> Integer.toString(row.type().version())));
        statement.setArray(8, texts(statement, rows, _ -> UUID.randomUUID().toString()));
        statement.setArray(9, bytes(statement, rows, Row::data));
        statement.setArray(10, bytes(statement, rows, Row::about));
        statement.setArray(11, texts(statement, rows, row -> iso(row.validFrom())));
        statement.setArray(12, texts(statement, rows, row -> iso(row.validTo())));
        statement.setArray(13, bytes(statement, rows, Row::bytes));
        statement.setArray(14, array(statement, "bool", rows, Boolean[]::new, Row::isAccess));
    }

    private static Array texts(PreparedStatement statement, List<Row> rows, Function<Row, @Nullable String> value)
            throws SQLException {
        return array(statement, "text", rows, String[]::new, value);
    }

    private static Array bytes(PreparedStatement statement, List<Row> rows, Function<Row, byte[]> value)
            throws SQLException {
        return array(statement, "bytea", rows, byte[][]::new, value);
    }

    private static <T> Array array(
            PreparedStatement statement,
            String type,
            List<Row> rows,
            IntFunction<@Nullable T[]> array,
            Function<Row, @Nullable T> value)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf(type, rows.stream().map(value).toArray(array));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String iso(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
