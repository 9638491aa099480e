package org.trustledger.query.differences;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Parameters;
import org.trustledger.query.platform.Representation;
import org.trustledger.query.statements.AnswerFilter;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.views.AskedDates;
import org.trustledger.query.views.Cursor;
import org.trustledger.query.views.PointInTime;
import org.trustledger.query.views.Standpoints;
import org.trustledger.query.views.TrustCenterView;
import org.trustledger.query.views.TrustCenterViews;

/** What changed between two points in time, for programs. */
@RestController
@RequestMapping("/api/v1/trust-centers/{trustCenter}/differences")
class DifferencesApi {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;
    private static final String FROM_VALID = "fromValidAt";
    private static final String FROM_RECORDED = "fromRecordedAt";
    private static final String TO_VALID = "toValidAt";
    private static final String TO_RECORDED = "toRecordedAt";
    private static final String CATEGORY = "category";
    private static final String TAG = "tag";

    private final TrustCenterViews views;
    private final Standpoints standpoints;
    private final Differences differences;

    DifferencesApi(TrustCenterViews views, Standpoints standpoints, Differences differences) {
        this.views = views;
        this.standpoints = standpoints;
        this.differences = differences;
    }

    private record Side(Instant validAt, Instant recordedAt, long position, long contentPosition) {
        static Side of(PointInTime point) {
            return new Side(
                    point.validAt(),
                    point.recordedAt(),
                    point.head().position(),
                    point.head().contentPosition());
        }
    }

    private record Page(
            TrustCenterId trustCenter,
            Side from,
            Side to,
            int total,
            List<Difference> differences,
            List<TrustCenterView.Coming> coming,
            List<TrustCenterView.End> ending,
            @Nullable String cursor,
            @Nullable String next) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> list(@PathVariable String trustCenter, HttpServletRequest request) {
        var parameters = Parameters.of(
                request,
                FROM_VALID,
                FROM_RECORDED,
                TO_VALID,
                TO_RECORDED,
                DifferenceFilter.KIND,
                CATEGORY,
                TAG,
                Standpoints.MIN_POSITION,
                "limit",
                Cursor.PARAMETER);
        var filter = filter(parameters);
        var limit = parameters.limit(PAGE, LARGEST_PAGE);
        var head = standpoints.newest(trustCenter, parameters);
        var from = from(head, parameters);
        var list = "/api/v1/trust-centers/%s/differences?%s=%s&%s=%s&%s"
                .formatted(
                        head.trustCenter(),
                        FROM_VALID,
                        from.validAt(),
                        FROM_RECORDED,
                        from.recordedAt(),
                        query(filter));
        var cursor = Cursor.of(parameters, list);
        var to = to(head, parameters, cursor);
        var all = differences.between(from, to, filter);
        int after = cursor.map(Cursor::after).orElse(0);
        if (after > all.size()) {
            throw new BadParameter(
                    Cursor.PARAMETER, parameters.one(Cursor.PARAMETER).orElse(""), "is past the end");
        }
        var end = Math.min(all.size(), after + limit);
        var next = end == all.size() ? null : new Cursor(to.validAt(), to.recordedAt(), end).text(list);
        var page = new Page(
                head.trustCenter(),
                Side.of(from),
                Side.of(to),
                all.size(),
                differences.withSteps(from, to, all.subList(after, end)),
                views.coming(to).stream()
                        .filter(filter::passes)
                        .map(TrustCenterView.Coming::of)
                        .toList(),
                views.ending(to).stream()
                        .filter(one -> filter.passes(one.stated()))
                        .map(TrustCenterView.End::of)
                        .toList(),
                next,
                next == null ? null : "%slimit=%d&cursor=%s".formatted(list, limit, next));
        views.requireSameRules(head);
        return Representation.json(page, request);
    }

    private PointInTime from(Head head, Parameters parameters) {
        var valid = parameters.one(FROM_VALID);
        var recorded = parameters.one(FROM_RECORDED);
        if (valid.isEmpty() && recorded.isEmpty()) {
            throw new BadParameter(
                    FROM_VALID,
                    "",
                    "is missing. Give the date to compare from, or what was known then as " + FROM_RECORDED);
        }
        return views.point(head, new AskedDates(valid.orElse(null), recorded.orElse(null), FROM_VALID, FROM_RECORDED));
    }

    private PointInTime to(Head head, Parameters parameters, Optional<Cursor> cursor) {
        var valid = parameters.one(TO_VALID);
        var recorded = parameters.one(TO_RECORDED);
        if (cursor.isEmpty()) {
            return views.point(head, new AskedDates(valid.orElse(null), recorded.orElse(null), TO_VALID, TO_RECORDED));
        }
        valid.or(() -> recorded).ifPresent(date -> {
            throw new BadParameter(
                    valid.isPresent() ? TO_VALID : TO_RECORDED,
                    date,
                    "cannot be chosen with a cursor, which has its own. Leave it out");
        });
        return views.point(
                head,
                new AskedDates(
                        cursor.get().validAt().toString(),
                        cursor.get().recordedAt().toString()));
    }

    private static DifferenceFilter filter(Parameters parameters) {
        return DifferenceFilter.of(
                parameters.all(DifferenceFilter.KIND), new AnswerFilter(parameters.all(CATEGORY), parameters.all(TAG)));
    }

    /** As parameters, in one order whatever the order they came in. */
    private static String query(DifferenceFilter filter) {
        return Stream.of(
                        given(DifferenceFilter.KIND, filter.kinds().stream().map(Kind::collection)),
                        given(CATEGORY, filter.answers().categories().stream()),
                        given(TAG, filter.answers().tags().stream()))
                .flatMap(parameters -> parameters)
                .collect(Collectors.joining());
    }

    private static Stream<String> given(String name, Stream<String> values) {
        return values.sorted().map(value -> Parameters.written(name, value) + "&");
    }
}
