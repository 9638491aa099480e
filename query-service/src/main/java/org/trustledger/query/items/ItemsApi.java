package org.trustledger.query.items;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.trustledger.events.Answer;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.differences.Fields;
import org.trustledger.query.history.ItemHistories;
import org.trustledger.query.history.Translation;
import org.trustledger.query.history.Translations;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Parameters;
import org.trustledger.query.platform.Representation;
import org.trustledger.query.statements.AnswerFilter;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Kinds;
import org.trustledger.query.statements.NoSuchItem;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.views.Cursor;
import org.trustledger.query.views.PointInTime;
import org.trustledger.query.views.Standpoints;
import org.trustledger.query.views.TrustCenterViews;

/** Items for programs, one by one and in lists. */
@RestController
@RequestMapping("/api/v1/trust-centers/{trustCenter}/{kind}")
class ItemsApi {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final TrustCenterViews views;
    private final Standpoints standpoints;
    private final ItemHistories histories;
    private final Translations translations;

    ItemsApi(TrustCenterViews views, Standpoints standpoints, ItemHistories histories, Translations translations) {
        this.views = views;
        this.standpoints = standpoints;
        this.histories = histories;
        this.translations = translations;
    }

    private record Page(
            TrustCenterId trustCenter,
            Instant validAt,
            Instant recordedAt,
            long position,
            long contentPosition,
            String kind,
            int total,
            List<Stated<?>> items,
            Map<String, List<Translation>> translations,
            @Nullable String cursor,
            @Nullable String next) {}

    private record Item(
            TrustCenterId trustCenter,
            Instant validAt,
            Instant recordedAt,
            long position,
            long contentPosition,
            String kind,
            Stated<?> stated,
            List<Translation> translations,
            String history) {}

    /** What a list leaves out. */
    private record Filter(AnswerFilter answers, @Nullable String language) {
        static Filter of(Parameters parameters) {
            return new Filter(
                    new AnswerFilter(parameters.all("category"), parameters.all("tag")),
                    parameters.one("language").orElse(null));
        }

        boolean passes(Stated<?> stated) {
            return (!(stated.content() instanceof Answer) || answers.passes(stated.content()))
                    && (language == null || Fields.languages(stated.content()).contains(language));
        }

        /** As parameters, in one order whatever the order they came in. */
        String query() {
            return Stream.of(
                            answers.categories().stream().sorted().map(value -> Parameters.written("category", value)),
                            answers.tags().stream().sorted().map(value -> Parameters.written("tag", value)),
                            Stream.ofNullable(language).map(value -> Parameters.written("language", value)))
                    .flatMap(parameters -> parameters)
                    .map(parameter -> parameter + "&")
                    .collect(Collectors.joining());
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> list(
            @PathVariable String trustCenter, @PathVariable String kind, HttpServletRequest request) {
        var listed = Kinds.of(kind);
        var parameters = listed == Kind.ANSWER
                ? Parameters.of(
                        request,
                        "category",
                        "tag",
                        "language",
                        "validAt",
                        "recordedAt",
                        Standpoints.MIN_POSITION,
                        "limit",
                        Cursor.PARAMETER)
                : Parameters.of(
                        request,
                        "language",
                        "validAt",
                        "recordedAt",
                        Standpoints.MIN_POSITION,
                        "limit",
                        Cursor.PARAMETER);
        var filter = Filter.of(parameters);
        var limit = parameters.limit(PAGE, LARGEST_PAGE);
        var path = "/api/v1/trust-centers/%s/%s".formatted(trustCenter, kind);
        var list = "%s?%s".formatted(path, filter.query());
        var cursor = Cursor.of(parameters, list);
        var point = standpoints.point(trustCenter, parameters, cursor);
        var all = stated(point, listed).stream().filter(filter::passes).toList();
        int after = cursor.map(Cursor::after).orElse(0);
        if (after > all.size()) {
            throw new BadParameter(
                    Cursor.PARAMETER, parameters.one(Cursor.PARAMETER).orElse(""), "is past the end");
        }
        var end = Math.min(all.size(), after + limit);
        var next = end == all.size() ? null : new Cursor(point.validAt(), point.recordedAt(), end).text(list);
        var items = List.<Stated<?>>copyOf(all.subList(after, end));
        return Representation.json(
                new Page(
                        point.head().trustCenter(),
                        point.validAt(),
                        point.recordedAt(),
                        point.head().position(),
                        point.head().contentPosition(),
                        kind,
                        all.size(),
                        items,
                        translations(point, items),
                        next,
                        next == null ? null : "%slimit=%d&cursor=%s".formatted(list, limit, next)),
                request);
    }

    @GetMapping(path = "/{item}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> item(
            @PathVariable String trustCenter,
            @PathVariable String kind,
            @PathVariable String item,
            HttpServletRequest request) {
        var listed = Kinds.of(kind);
        var id = Kinds.item(listed, item);
        var parameters = Parameters.of(request, "validAt", "recordedAt", Standpoints.MIN_POSITION);
        var point = standpoints.point(trustCenter, parameters);
        var history = "/api/v1/trust-centers/%s/%s/%s/history".formatted(trustCenter, kind, id);
        var stated = stated(point, listed).stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> histories.knows(point.head().trustCenter(), listed, id, point.recordedAt())
                        ? new SaysNothingThen(listed, id, point.validAt(), history)
                        : new NoSuchItem(listed, id));
        return Representation.json(
                new Item(
                        point.head().trustCenter(),
                        point.validAt(),
                        point.recordedAt(),
                        point.head().position(),
                        point.head().contentPosition(),
                        kind,
                        stated,
                        translations(point, List.of(stated)).getOrDefault(id, List.of()),
                        history),
                request);
    }

    /** Of those that are answers; one is in the languages of the profile that applies with it. */
    private Map<String, List<Translation>> translations(PointInTime point, List<Stated<?>> items) {
        var answers = items.stream()
                .filter(stated -> stated.kind() == Kind.ANSWER)
                .map(stated -> stated.as(Answer.class))
                .toList();
        var applying = views.at(point.head(), point.validAt()).profile();
        var profile = applying == null ? views.provider(point.head()) : Optional.of(applying.content());
        return profile.map(known ->
                        translations.of(point.head().trustCenter(), answers, known.languages(), point.recordedAt()))
                .orElse(Map.of());
    }

    private List<? extends Stated<?>> stated(PointInTime point, Kind kind) {
        return views.at(point.head(), point.validAt()).listed(kind);
    }
}
