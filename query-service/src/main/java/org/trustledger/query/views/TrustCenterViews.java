package org.trustledger.query.views;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.trustledger.events.Profile;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.ledger.Heads;
import org.trustledger.query.ledger.Ledger;
import org.trustledger.query.statements.Ending;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.statements.Statements;

/**
 * Trust centers at any two instants.
 *
 * <p>What was known at a content position and may be read never changes, so contents are kept by it and by the stretch
 * of valid time over which they read the same: most requests for the present, on whatever day, find them there.
 */
@Component
public class TrustCenterViews {
    private static final int PROFILES_KEPT = 64;
    private static final int STRETCHES_KEPT = 16;
    // A trust center may have 50,000 answers: a number of views bounds no memory.
    private static final int SHARE_OF_HEAP = 4;
    private static final int BYTES_PER_STATEMENT = 2_000;

    private final Heads heads;
    private final Ledger ledger;
    private final Statements statements;
    private final Clock clock;
    private final Cache<Known, List<Contents>> kept = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / BYTES_PER_STATEMENT)
            .weigher((Known known, List<Contents> stretches) ->
                    stretches.stream().mapToInt(Contents::size).sum())
            .build();
    private final Cache<Known, Optional<Profile>> profiles =
            Caffeine.newBuilder().maximumSize(PROFILES_KEPT).build();

    TrustCenterViews(Heads heads, Ledger ledger, Statements statements, Clock clock) {
        this.heads = heads;
        this.ledger = ledger;
        this.statements = statements;
        this.clock = clock;
    }

    /** What was known of a trust center after the commit of its content position, under the rules of access. */
    private record Known(TrustCenterId trustCenter, long contentPosition, long accessPosition) {}

    /** Every trust center, by id. */
    public List<Head> all() {
        return heads.all();
    }

    /** @throws UnknownTrustCenter if there is none of this id */
    public Head head(String trustCenter) {
        if (!TrustCenterId.isValid(trustCenter)) {
            throw new UnknownTrustCenter(trustCenter);
        }
        return heads.of(new TrustCenterId(trustCenter)).orElseThrow(() -> new UnknownTrustCenter(trustCenter));
    }

    /**
     * The newest profile that applies, else the first one that will: for what must be said of the provider even where
     * none applies, such as its zone.
     */
    public Optional<Profile> provider(Head head) {
        var applying = at(head, clock.instant()).profile();
        if (applying != null) {
            return Optional.of(applying.content());
        }
        return profiles.get(
                known(head),
                key -> statements.versions(head.trustCenter(), Kind.PROFILE, head.contentRecordedAt()).stream()
                        .findFirst()
                        .map(stated -> stated.as(Profile.class).content()));
    }

    /** The zone in which the trust center's dates are read and shown. */
    public ZoneId zone(Head head) {
        return provider(head).map(Profile::timeZone).orElse(ZoneOffset.UTC);
    }

    /**
     * Where the reader who asks for these dates stands.
     *
     * <p>Who asks for now gets the first instant since when nothing has changed, so that asking again gives the same
     * bytes: the later of the last content commit and the last beginning or end of a statement.
     *
     * @throws NotADate if a date cannot be read
     * @throws NothingKnownYet if nothing was recorded by then
     */
    public PointInTime point(Head newest, AskedDates asked) {
        var zone = zone(newest);
        var recorded = asked.recordedInstant(zone, clock);
        var head = recorded.map(moment -> known(newest, moment)).orElse(newest);
        var recordedAt = recorded.orElse(head.recordedAt());
        var valid = asked.validInstant(zone);
        return new PointInTime(
                valid.orElseGet(() -> unchangedSince(head, clock.instant())),
                recordedAt,
                valid.isEmpty() && recorded.isEmpty(),
                head);
    }

    /**
     * Requires that what was read since goes by the rules of access of the head. Rows follow new rules at once, and a
     * view that some of them changed under its reading goes by neither.
     *
     * @throws NotReachedYet if the rules have changed meanwhile
     */
    public void requireSameRules(Head head) {
        var position = ledger.accessPosition(head.trustCenter());
        if (position > head.accessPosition()) {
            throw new NotReachedYet(position, head.position());
        }
    }

    private Head known(Head newest, Instant recordedAt) {
        if (!recordedAt.isBefore(newest.recordedAt())) {
            return newest;
        }
        var trustCenter = newest.trustCenter();
        return ledger.asOf(trustCenter, recordedAt)
                .map(head -> head.under(newest.accessPosition()))
                .orElseThrow(() -> new NothingKnownYet(
                        recordedAt, ledger.beginning(trustCenter).orElse(newest.recordedAt())));
    }

    private Instant unchangedSince(Head head, Instant now) {
        // A counter whose clock is behind the office's still shows what was recorded.
        var moment = now.isBefore(head.contentRecordedAt()) ? head.contentRecordedAt() : now;
        var since = at(head, moment).readsSince();
        return since == null || since.isBefore(head.contentRecordedAt()) ? head.contentRecordedAt() : since;
    }

    /** What applies at the instant as known at the head. */
    public Contents at(Head head, Instant validAt) {
        var stretches = kept.getIfPresent(known(head));
        for (var contents : stretches == null ? List.<Contents>of() : stretches) {
            if (contents.readsSoAt(validAt)) {
                return contents;
            }
        }
        var applying = statements.at(head.trustCenter(), validAt, head.contentRecordedAt());
        var stretch = statements.stretch(head.trustCenter(), validAt, head.contentRecordedAt(), applying);
        var contents = Contents.of(applying, stretch.since(), stretch.until());
        kept.asMap().merge(known(head), List.of(contents), TrustCenterViews::newest);
        return contents;
    }

    private static List<Contents> newest(List<Contents> older, List<Contents> newer) {
        return Stream.concat(older.stream().skip(Math.max(0, older.size() + 1 - STRETCHES_KEPT)), newer.stream())
                .toList();
    }

    /**
     * What is known at the point in time to begin only later and to change what is read, seen from both clocks; soonest
     * first.
     */
    public List<Stated<?>> coming(PointInTime point) {
        return coming(point.head(), later(point));
    }

    /** What is known at the head to begin after the instant and to change what is read; soonest first. */
    public List<Stated<?>> coming(Head head, Instant after) {
        return changesAfter(head, after)
                ? statements.after(head.trustCenter(), after, head.contentRecordedAt())
                : List.of();
    }

    /** What is known at the point in time to end only later with nothing in its place, seen from both clocks. */
    public List<Ending> ending(PointInTime point) {
        return changesAfter(point.head(), later(point))
                ? statements.ending(
                        point.head().trustCenter(), later(point), point.head().contentRecordedAt())
                : List.of();
    }

    private boolean changesAfter(Head head, Instant instant) {
        return at(head, instant).readsUntil() != null;
    }

    private static Instant later(PointInTime point) {
        return point.validAt().isAfter(point.recordedAt()) ? point.validAt() : point.recordedAt();
    }

    /** Every version of the items of a kind as known at the head, in the order of valid time. */
    public List<Stated<?>> versions(Head head, Kind kind) {
        return statements.versions(head.trustCenter(), kind, head.contentRecordedAt());
    }

    /** When the ledger learned its first fact of the trust center. */
    public Instant beginning(Head head) {
        return ledger.beginning(head.trustCenter()).orElse(head.recordedAt());
    }

    private static Known known(Head head) {
        return new Known(head.trustCenter(), head.contentPosition(), head.accessPosition());
    }
}
