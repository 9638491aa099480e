package org.trustledger.command.care;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.trustledger.events.FactType;
import org.trustledger.events.TrustCenterId;

/** The care of each answer as it is today, as rows. */
@Repository
class CareRecords {
    private static final String SELECT =
            "select item, owner, review_by, speaks_until, version, set_on, confirmed_at, confirmed_position from answer_care ";

    private final JdbcTemplate jdbc;

    CareRecords(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** All of a trust center, by id of the answer. */
    List<KeptCare> of(TrustCenterId trustCenter) {
        return jdbc.query(SELECT + "where trust_center = ? order by item", CareRecords::kept, trustCenter.value());
    }

    /** What has come by then, the earliest first; whether the answer still says anything is for others to know. */
    List<KeptCare> due(TrustCenterId trustCenter, LocalDate today) {
        return jdbc.query(
                SELECT
                        + "where trust_center = ? and (review_by <= ? or speaks_until < ?) order by least(review_by, speaks_until), item",
                CareRecords::kept,
                trustCenter.value(),
                today,
                today);
    }

    /** The same of some answers. */
    List<KeptCare> due(TrustCenterId trustCenter, LocalDate today, Collection<String> items) {
        return jdbc.query(
                SELECT
                        + "where trust_center = ? and (review_by <= ? or speaks_until < ?) and item = any(?) order by item",
                CareRecords::kept,
                trustCenter.value(),
                today,
                today,
                items.toArray(String[]::new));
    }

    /**
     * How many have come by then whose answer says something at that instant. Asked at every page: it reads of each
     * only which kind of fact was recorded last.
     */
    int countDue(TrustCenterId trustCenter, LocalDate today, Instant now) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                select count(*) from answer_care c
                where c.trust_center = ? and (c.review_by <= ? or c.speaks_until < ?)
                  and (select coalesce(convert_from(w.bytes, 'UTF8')::jsonb ->> 'fact', e.payload_type)
                       from domain_event e
                       join public_fact f on f.trust_center = c.trust_center
                         and f.position = (convert_from(e.meta_data, 'UTF8')::jsonb ->> 'position')::bigint
                       left join withheld_part w on w.trust_center = f.trust_center and w.position = f.position
                       where e.aggregate_identifier = c.trust_center || '/' || ? || '/' || c.item
                         and f.valid_from <= ? and (f.valid_to is null or f.valid_to > ?)
                       order by f.position desc limit 1) = ?""",
                Integer.class,
                trustCenter.value(),
                today,
                today,
                FactType.ANSWER_PUBLISHED.kind(),
                utc(now),
                utc(now),
                FactType.ANSWER_PUBLISHED.factName()));
    }

    /** What an owner looks after. */
    List<KeptCare> of(TrustCenterId trustCenter, String owner) {
        return jdbc.query(
                SELECT + "where trust_center = ? and owner = ? order by item",
                CareRecords::kept,
                trustCenter.value(),
                owner);
    }

    KeptCare find(TrustCenterId trustCenter, String item) {
        return one(SELECT + "where trust_center = ? and item = ?", trustCenter, item);
    }

    /** Takes hold of it, in the caller's transaction. */
    KeptCare lock(TrustCenterId trustCenter, String item) {
        jdbc.update(
                "insert into answer_care (trust_center, item) values (?, ?) on conflict do nothing",
                trustCenter.value(),
                item);
        return one(SELECT + "where trust_center = ? and item = ? for update", trustCenter, item);
    }

    private KeptCare one(String query, TrustCenterId trustCenter, String item) {
        return jdbc.query(query, CareRecords::kept, trustCenter.value(), item).stream()
                .findFirst()
                .orElseGet(() -> KeptCare.none(item));
    }

    /** What another owner has been told is news to this one. */
    void keep(TrustCenterId trustCenter, KeptCare kept) {
        var care = kept.care();
        var confirmed = kept.confirmed();
        jdbc.update(
                """
                update answer_care set version = ?, owner = ?, review_by = ?, speaks_until = ?, set_on = ?,
                  confirmed_at = ?, confirmed_position = ?,
                  told_review_by = case when owner is not distinct from ? then told_review_by end,
                  told_speaks_until = case when owner is not distinct from ? then told_speaks_until end
                where trust_center = ? and item = ?""",
                kept.version(),
                care.owner(),
                care.reviewBy(),
                care.speaksUntil(),
                kept.setOn(),
                confirmed == null ? null : utc(confirmed.at()),
                confirmed == null ? null : confirmed.position(),
                care.owner(),
                care.owner(),
                trustCenter.value(),
                kept.item());
    }

    private static KeptCare kept(ResultSet row, int number) throws SQLException {
        var confirmedAt = row.getObject(7, OffsetDateTime.class);
        return new KeptCare(
                Objects.requireNonNull(row.getString(1)),
                new Care(row.getString(2), day(row, 3), day(row, 4)),
                row.getLong(5),
                day(row, 6),
                confirmedAt == null ? null : new KeptCare.Confirmed(confirmedAt.toInstant(), row.getLong(8)));
    }

    private static @Nullable LocalDate day(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
