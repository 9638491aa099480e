package org.trustledger.query.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.differences.ContentDifference;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Parameters;
import org.trustledger.query.platform.Representation;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Kinds;
import org.trustledger.query.statements.NoSuchItem;
import org.trustledger.query.views.AskedDates;
import org.trustledger.query.views.Cursor;
import org.trustledger.query.views.PointInTime;
import org.trustledger.query.views.Standpoints;
import org.trustledger.query.views.TrustCenterViews;

/** Histories and differences for programs. */
@RestController
@RequestMapping("/api/v1/trust-centers/{trustCenter}")
class HistoryApi {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;
    private static final long DIFFERENCES_KEPT = 16_000_000;

    private final TrustCenterViews views;
    private final Standpoints standpoints;
    private final ItemHistories histories;
    private final Cache<Compared, ContentDifference> differences = Caffeine.newBuilder()
            .maximumWeight(DIFFERENCES_KEPT)
            .weigher((Compared compared, ContentDifference difference) -> difference.weight())
            .build();

    HistoryApi(TrustCenterViews views, Standpoints standpoints, ItemHistories histories) {
        this.views = views;
        this.standpoints = standpoints;
        this.histories = histories;
    }

    private record Compared(
            TrustCenterId trustCenter,
            long accessPosition,
            @Nullable Long from,
            @Nullable Long to) {}

    private record HistoryAnswer(
            TrustCenterId trustCenter,
            Instant recordedAt,
            long position,
            long contentPosition,
            String kind,
            String item,
            int total,
            List<ItemHistory.Entry> versions,
            @Nullable String cursor,
            @Nullable String next) {}

    private record ClauseHistoryAnswer(
            TrustCenterId trustCenter,
            Instant recordedAt,
            long position,
            long contentPosition,
            String agreement,
            String clause,
            List<ClauseVersion> versions,
            List<ClauseVersion> superseded) {}

    private record DifferenceAnswer(
            TrustCenterId trustCenter,
            Instant recordedAt,
            long position,
            long contentPosition,
            String kind,
            String item,
            @Nullable ComparedVersion from,
            @Nullable ComparedVersion to,
            ContentDifference difference) {}

    private record Asked(@Nullable Instant validAt, Optional<Version> version) {
        @Nullable ComparedVersion side() {
            return version.map(found -> ComparedVersion.of(validAt, found)).orElse(null);
        }

        @Nullable Long position() {
            return version.map(Version::position).orElse(null);
        }
    }

    @GetMapping(path = "/{kind}/{item}/history", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> history(
            @PathVariable String trustCenter,
            @PathVariable String kind,
            @PathVariable String item,
            HttpServletRequest request) {
        var listed = Kinds.of(kind);
        var id = Kinds.item(listed, item);
        var parameters = Parameters.of(request, "recordedAt", Standpoints.MIN_POSITION, "limit", Cursor.PARAMETER);
        var limit = parameters.limit(PAGE, LARGEST_PAGE);
        var list = "/api/v1/trust-centers/%s/%s/%s/history".formatted(trustCenter, kind, id);
        var cursor = Cursor.of(parameters, list);
        var point = standpoints.point(trustCenter, parameters, cursor);
        int after = cursor.map(Cursor::after).orElse(0);
        var history = histories
                .of(point.head().trustCenter(), listed, id, point.recordedAt(), after, limit)
                .orElseThrow(() -> new NoSuchItem(listed, id));
        var end = after + history.versions().size();
        var next = end >= history.total() ? null : new Cursor(point.validAt(), point.recordedAt(), end).text(list);
        return Representation.json(
                new HistoryAnswer(
                        point.head().trustCenter(),
                        point.recordedAt(),
                        point.head().position(),
                        point.head().contentPosition(),
                        kind,
                        id,
                        history.total(),
                        history.versions(),
                        next,
                        next == null ? null : "%s?limit=%d&cursor=%s".formatted(list, limit, next)),
                request);
    }

    @GetMapping(path = "/agreements/{agreement}/clauses/{clause}/history", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> clauseHistory(
            @PathVariable String trustCenter,
            @PathVariable String agreement,
            @PathVariable String clause,
            HttpServletRequest request) {
        var id = Kinds.item(Kind.AGREEMENT, agreement);
        var parameters = Parameters.of(request, "recordedAt", Standpoints.MIN_POSITION);
        var point = standpoints.point(trustCenter, parameters);
        var history = histories
                .ofClause(point.head().trustCenter(), id, clause, point.recordedAt())
                .orElseThrow(() -> histories.knows(point.head().trustCenter(), Kind.AGREEMENT, id, point.recordedAt())
                        ? new NoSuchClause(id, clause)
                        : new NoSuchItem(Kind.AGREEMENT, id));
        return Representation.json(
                new ClauseHistoryAnswer(
                        point.head().trustCenter(),
                        point.recordedAt(),
                        point.head().position(),
                        point.head().contentPosition(),
                        id,
                        clause,
                        history.versions(),
                        history.superseded()),
                request);
    }

    @GetMapping(path = "/{kind}/{item}/difference", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> difference(
            @PathVariable String trustCenter,
            @PathVariable String kind,
            @PathVariable String item,
            HttpServletRequest request) {
        var listed = Kinds.of(kind);
        var id = Kinds.item(listed, item);
        var parameters = Parameters.of(
                request, "from", "to", "fromValidAt", "toValidAt", "recordedAt", Standpoints.MIN_POSITION);
        var point = standpoints.point(trustCenter, parameters);
        if (!histories.knows(point.head().trustCenter(), listed, id, point.recordedAt())) {
            throw new NoSuchItem(listed, id);
        }
        var from = asked("from", point, listed, id, parameters);
        var to = asked("to", point, listed, id, parameters);
        var difference = differences.get(
                new Compared(point.head().trustCenter(), point.head().accessPosition(), from.position(), to.position()),
                absent -> ContentDifference.between(
                        from.version().map(Version::content).orElse(null),
                        to.version().map(Version::content).orElse(null)));
        return Representation.json(
                new DifferenceAnswer(
                        point.head().trustCenter(),
                        point.recordedAt(),
                        point.head().position(),
                        point.head().contentPosition(),
                        kind,
                        id,
                        from.side(),
                        to.side(),
                        difference),
                request);
    }

    /** The version that {@code name} gives by position, or {@code nameValidAt} by date. */
    private Asked asked(String name, PointInTime point, Kind kind, String item, Parameters parameters) {
        var trustCenter = point.head().trustCenter();
        var byDate = name + "ValidAt";
        var position = parameters.number(name, 1, Long.MAX_VALUE);
        var date = parameters.one(byDate);
        if (position.isPresent() == date.isPresent()) {
            throw new BadParameter(
                    position.isPresent() ? byDate : name,
                    date.orElse(""),
                    position.isPresent()
                            ? "is given beside %s. Give one of the two".formatted(name)
                            : "is missing. Give the position of a version, or a date as %s".formatted(byDate));
        }
        if (position.isPresent()) {
            var version = histories.version(trustCenter, kind, item, point.recordedAt(), position.get());
            if (version.isEmpty()) {
                throw new NoSuchVersion(name, kind, item, position.get());
            }
            return new Asked(null, version);
        }
        var instant = new AskedDates(date.orElse(null), null)
                .validInstant(byDate, views.zone(point.head()))
                .orElseThrow();
        return new Asked(instant, histories.standing(trustCenter, kind, item, instant, point.recordedAt()));
    }
}
