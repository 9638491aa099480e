package org.trustledger.command.packs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.command.packs.PackStatus.State;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackScope;
import org.trustledger.events.TrustCenterId;

/** The packs that were asked for, as rows. */
@Component
public class Packs {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String OVERDUE = """
            state = 'requested'
            and asked_at < now() - least(make_interval(secs => ?) * power(2, least(asked, 20) - 1), interval '1 day')""";

    private final JdbcTemplate jdbc;

    Packs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A pack of this trust center; empty if it was never asked for, here. */
    public Optional<PackStatus> find(TrustCenterId trustCenter, String pack) {
        return jdbc
                .query(
                        "select pack, trust_center, state from pack where pack = ? and trust_center = ?",
                        (row, _) -> status(row),
                        pack,
                        trustCenter.value())
                .stream()
                .findFirst();
    }

    /** The same with all that those who wait for it want to know. */
    public Optional<PackProgress> progress(TrustCenterId trustCenter, String pack) {
        return jdbc
                .query(
                        """
                        select *, (select count(*) from pack earlier where earlier.trust_center = p.trust_center
                            and earlier.state = 'requested' and earlier.requested_at < p.requested_at) as before
                        from pack p where pack = ? and trust_center = ?""",
                        (row, _) -> new PackProgress(
                                status(row),
                                new PackIdentity(
                                        PackScope.read(row.getString("scope")),
                                        row.getString("language"),
                                        instant(row, "valid_at"),
                                        instant(row, "recorded_at"),
                                        row.getLong("content_position"),
                                        row.getLong("access_position"),
                                        row.getString("renderer_version")),
                                instant(row, "requested_at"),
                                instant(row.getObject("taken_up_at", OffsetDateTime.class)),
                                row.getInt("before")),
                        pack,
                        trustCenter.value())
                .stream()
                .findFirst();
    }

    private static PackStatus status(ResultSet row) throws SQLException {
        return new PackStatus(
                row.getString("pack"),
                new TrustCenterId(row.getString("trust_center")),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }

    /** Notes that the press has begun with it; of one that it is not asked for any more, nothing. */
    void takenUp(TrustCenterId trustCenter, String pack) {
        jdbc.update(
                "update pack set taken_up_at = now() where pack = ? and trust_center = ? and state = 'requested'",
                pack,
                trustCenter.value());
    }

    /** Makes the row if there is none, and locks it: from here on nobody else decides about this pack. */
    void lock(TrustCenterId trustCenter, String pack, PackIdentity identity) {
        jdbc.update(
                """
                insert into pack (pack, trust_center, scope, language, valid_at, recorded_at, content_position,
                  access_position, renderer_version, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'requested') on conflict do nothing""",
                pack,
                trustCenter.value(),
                identity.scope().text(),
                identity.language(),
                utc(identity.validAt()),
                utc(identity.recordedAt()),
                identity.contentPosition(),
                identity.accessPosition(),
                identity.rendererVersion());
        lock(pack);
    }

    /** Locks the row if there is one. */
    void lock(String pack) {
        jdbc.query("select from pack where pack = ? for update", row -> {}, pack);
    }

    void become(String pack, State state, @Nullable String problem) {
        jdbc.update("""
                update pack set state = ?, problem = ?,
                  asked = case when state = 'requested' then asked else 1 end,
                  asked_at = case when state = 'requested' then asked_at else now() end,
                  requested_at = case when state = 'failed' then now() else requested_at end,
                  taken_up_at = case when state = 'failed' then null else taken_up_at end
                where pack = ?""", state.name().toLowerCase(Locale.ROOT), problem, pack);
    }

    /**
     * Packs about which the press has kept silent for so long that the request may have been lost, longest first.
     *
     * @param patience with the first request; with each further one it doubles, up to a day
     */
    List<String> overdue(Duration patience, int most) {
        return jdbc.queryForList(
                "select pack from pack where %s order by asked_at limit ?".formatted(OVERDUE),
                String.class,
                patience.toMillis() / 1_000.0,
                most);
    }

    /**
     * Notes that the press is asked once more.
     *
     * @return of which trust center the pack is; empty if the press has answered meanwhile, or somebody else has asked
     */
    Optional<TrustCenterId> askAgain(String pack, Duration patience) {
        return jdbc.query("""
                        update pack set asked = asked + 1, asked_at = now(), taken_up_at = null where pack = ? and state = 'requested'
                        returning trust_center""", (row, _) -> new TrustCenterId(row.getString(1)), pack).stream()
                .findFirst();
    }

    /**
     * Counts one more request of the public.
     *
     * @throws TooManyPublicRequests if there were enough in the hour before, or in the day
     */
    void countPublicRequest(TrustCenterId trustCenter, Instant now, int perHour, int perDay) {
        jdbc.query(
                "select pg_advisory_xact_lock(hashtextextended('public-pack-requests/' || ?, 0))",
                row -> {},
                trustCenter.value());
        jdbc.update(
                "delete from public_pack_request where trust_center = ? and asked_at <= ?",
                trustCenter.value(),
                utc(now.minus(DAY)));
        var counted = jdbc.query(
                "select asked_at from public_pack_request where trust_center = ? order by asked_at desc limit ?",
                (row, _) -> row.getObject(1, OffsetDateTime.class).toInstant(),
                trustCenter.value(),
                Math.max(perHour, perDay));
        refuseBeyond(perHour, HOUR, counted, now);
        refuseBeyond(perDay, DAY, counted, now);
        jdbc.update(
                "insert into public_pack_request (trust_center, asked_at) values (?, ?)",
                trustCenter.value(),
                utc(now));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** @param counted newest first */
    private static void refuseBeyond(int most, Duration window, List<Instant> counted, Instant now) {
        var within =
                counted.stream().filter(at -> at.isAfter(now.minus(window))).toList();
        if (within.size() >= most) {
            throw new TooManyPublicRequests(
                    most,
                    window,
                    most == 0
                            ? window
                            : Duration.between(now, within.get(most - 1).plus(window)));
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
