package org.trustledger.command.packs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.command.packs.PackStatus.State;
import org.trustledger.events.FactCodec;
import org.trustledger.events.FactType;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.TrustCenterId;

/** The packs of a trust center for people, the one asked for last first. */
@Component
public class AskedPacks {
    private static final String OVERTAKEN = """
            exists (select from pack later
              where later.trust_center = p.trust_center and later.state = 'issued' and later.asked_at > p.asked_at
                and later.scope = p.scope and later.language = p.language)""";

    // One walk along an index for each state, so that a page costs the same however many there are of one of them. The
    // store's own index on the pack's history gives the facts.
    private static final String PAGE = """
            select p.*, asking.recorded_at as since, issue.payload, issue.payload_revision, issue.position, %s as overtaken
            from unnest(?::text[]) as wanted (state) cross join lateral (
                select * from pack where trust_center = ? and pack.state = wanted.state and (asked_at, pack) < (?, ?)
                order by asked_at desc, pack desc limit ?) as p
              left join lateral (
                select recorded_at from domain_event
                where aggregate_identifier = p.trust_center || '/packs/' || p.pack and payload_type = 'packs.requested'
                order by sequence_number desc limit 1) as asking on true
              left join lateral (
                select payload, payload_revision,
                  (convert_from(meta_data, 'UTF8')::jsonb ->> 'position')::bigint as position
                from domain_event
                where aggregate_identifier = p.trust_center || '/packs/' || p.pack and payload_type = 'packs.issued'
                order by sequence_number desc limit 1) as issue on p.state = 'issued'
            order by p.asked_at desc, p.pack desc limit ?""".formatted(OVERTAKEN);

    private final JdbcTemplate jdbc;
    private final Past past;
    private final Clock clock;
    private final FactCodec codec = new FactCodec();

    AskedPacks(JdbcTemplate jdbc, Past past, Clock clock) {
        this.jdbc = jdbc;
        this.past = past;
        this.clock = clock;
    }

    /** The languages in which a pack can be asked for now, the first of them first; none before the first content. */
    public List<String> languages(TrustCenterId trustCenter) {
        return past.languages(trustCenter, clock.instant());
    }

    /** After which pack of the list a page begins. */
    public record Place(Instant lastAsked, String pack) {
        /** The beginning of the list. */
        public static final Place TOP = new Place(Instant.parse("9999-01-01T00:00:00Z"), "");
    }

    /**
     * A page of them.
     *
     * @param state null for all
     */
    public List<AskedPack> page(TrustCenterId trustCenter, @Nullable State state, Place after, int most) {
        var states = state == null ? State.values() : new State[] {state};
        return jdbc.query(
                PAGE,
                this::pack,
                Arrays.stream(states).map(AskedPacks::key).toArray(String[]::new),
                trustCenter.value(),
                utc(after.lastAsked()),
                after.pack(),
                most,
                most);
    }

    /** One of them; empty if it was never asked for, here. */
    public Optional<AskedPack> find(TrustCenterId trustCenter, String pack) {
        // From just above its place the list's first is it.
        return jdbc
                .query(
                        "select state, asked_at from pack where pack = ? and trust_center = ?",
                        (row, _) -> page(
                                trustCenter,
                                state(row.getString(1)),
                                new Place(row.getObject(2, OffsetDateTime.class).toInstant(), pack + "~"),
                                1),
                        pack,
                        trustCenter.value())
                .stream()
                .flatMap(List::stream)
                .findFirst();
    }

    /**
     * What of a trust center's packs waits.
     *
     * @param requested how many the press has to make
     * @param oldest when the press was asked about the one it was asked about longest ago; null if there is none
     * @param askedAgain when the press was asked once more about one it kept silent about; null if about none
     * @param failed how many failed with none issued since in their stead
     */
    public record Waiting(
            int requested,
            @Nullable Instant oldest,
            @Nullable Instant askedAgain,
            int failed) {}

    /** What waits now. */
    public Waiting waiting(TrustCenterId trustCenter) {
        return jdbc.query(
                        """
                        select count(*) filter (where state = 'requested'), min(asked_at) filter (where state = 'requested'),
                          max(asked_at) filter (where state = 'requested' and asked > 1), count(*) filter (where state = 'failed' and not %s)
                        from pack p where trust_center = ? and state in ('requested', 'failed')""".formatted(OVERTAKEN),
                        (row, _) -> new Waiting(row.getInt(1), instant(row, 2), instant(row, 3), row.getInt(4)),
                        trustCenter.value())
                .getFirst();
    }

    private AskedPack pack(ResultSet row, int number) throws SQLException {
        var lastAsked = row.getObject("asked_at", OffsetDateTime.class).toInstant();
        var since = row.getObject("since", OffsetDateTime.class);
        var payload = row.getBytes("payload");
        var issued = payload == null
                ? null
                : (PackIssued) codec.readData(
                        FactType.PACK_ISSUED, Integer.parseInt(row.getString("payload_revision")), payload);
        return new AskedPack(
                row.getString("pack"),
                new PackIdentity(
                        PackScope.read(row.getString("scope")),
                        row.getString("language"),
                        row.getObject("valid_at", OffsetDateTime.class).toInstant(),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getLong("content_position"),
                        row.getLong("access_position"),
                        row.getString("renderer_version")),
                state(row.getString("state")),
                row.getString("problem"),
                since == null ? lastAsked : since.toInstant(),
                lastAsked,
                row.getInt("asked"),
                issued,
                row.getLong("position"),
                row.getBoolean("overtaken"));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static State state(String key) {
        return State.valueOf(key.toUpperCase(Locale.ROOT));
    }

    private static String key(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
