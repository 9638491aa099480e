package org.trustledger.command.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.json.JsonMapper;

/** The spreadsheets that were sent to the workbench, as rows. Each is found by whoever sent it and nobody else. */
@Component
class SentSheets {
    /** How many of one person are kept; the oldest gives way. */
    static final int MOST_OF_ONE = 5;

    private static final String COLUMNS = "sheet, trust_center, actor, sent_at, name, columns, reason, found";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json = FactCodec.mapper();

    SentSheets(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
    }

    void keep(SentSheet sent, byte[] bytes) {
        transaction.executeWithoutResult(_ -> {
            jdbc.update("""
                    delete from sent_sheet where sheet in (
                      select sheet from sent_sheet where actor = ? order by sent_at desc offset ?
                      for update skip locked)""", sent.actor(), MOST_OF_ONE - 1);
            jdbc.update(connection -> {
                var insert = connection.prepareStatement("""
                        insert into sent_sheet (sheet, trust_center, actor, sent_at, name, bytes, columns, reason, found)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
                insert.setString(1, sent.id());
                insert.setString(2, sent.trustCenter().value());
                insert.setString(3, sent.actor());
                insert.setObject(4, sent.sentAt().atOffset(ZoneOffset.UTC));
                insert.setString(5, sent.name());
                insert.setBytes(6, bytes);
                insert.setArray(7, connection.createArrayOf("text", keys(sent)));
                insert.setBytes(8, written(sent.reason()));
                insert.setBytes(9, written(sent.found()));
                return insert;
            });
        });
    }

    /** Keeps what was chosen since, and what is found by it. */
    void found(SentSheet again) {
        jdbc.update(connection -> {
            var update = connection.prepareStatement(
                    "update sent_sheet set columns = ?, reason = ?, found = ? where sheet = ?");
            update.setArray(1, connection.createArrayOf("text", keys(again)));
            update.setBytes(2, written(again.reason()));
            update.setBytes(3, written(again.found()));
            update.setString(4, again.id());
            return update;
        });
    }

    Optional<SentSheet> find(TrustCenterId trustCenter, String actor, String id, List<String> languages) {
        return jdbc
                .query(
                        "select %s from sent_sheet where sheet = ? and trust_center = ? and actor = ?"
                                .formatted(COLUMNS),
                        (row, _) -> read(row, languages),
                        id,
                        trustCenter.value(),
                        actor)
                .stream()
                .findFirst();
    }

    /** Those of one person in one trust center, the newest first. */
    List<SentSheet> of(TrustCenterId trustCenter, String actor, List<String> languages) {
        return jdbc.query(
                "select %s from sent_sheet where trust_center = ? and actor = ? order by sent_at desc"
                        .formatted(COLUMNS),
                (row, _) -> read(row, languages),
                trustCenter.value(),
                actor);
    }

    /** @throws org.springframework.dao.EmptyResultDataAccessException if it is not there any more */
    byte[] bytes(SentSheet sent) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select bytes from sent_sheet where sheet = ?", byte[].class, sent.id()));
    }

    void discard(SentSheet sent) {
        jdbc.update("delete from sent_sheet where sheet = ?", sent.id());
    }

    /** What was sent before that. */
    void forget(Instant before) {
        jdbc.update("delete from sent_sheet where sent_at < ?", before.atOffset(ZoneOffset.UTC));
    }

    private static Object[] keys(SentSheet sent) {
        return sent.columns().stream().map(SheetColumn::key).toArray();
    }

    private SentSheet read(ResultSet row, List<String> languages) throws SQLException {
        return new SentSheet(
                row.getString("sheet"),
                new TrustCenterId(row.getString("trust_center")),
                row.getString("actor"),
                row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                row.getString("name"),
                // A language that the trust center has given up since means nothing.
                Arrays.stream((String[]) row.getArray("columns").getArray())
                        .map(key -> SheetColumn.read(key, languages).orElse(SheetColumn.NOTHING))
                        .toList(),
                read(row.getBytes("reason"), LocalizedText.class),
                json.readValue(row.getBytes("found"), SheetFound.class));
    }

    private byte @Nullable [] written(@Nullable Object value) {
        return value == null ? null : json.writeValueAsBytes(value);
    }

    private <T> @Nullable T read(byte @Nullable [] value, Class<T> type) {
        return value == null ? null : json.readValue(value, type);
    }
}
