package org.trustledger.query.search;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Parameters;
import org.trustledger.query.platform.Representation;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.views.Cursor;
import org.trustledger.query.views.Standpoints;

/** Search for programs. */
@RestController
@RequestMapping("/api/v1/trust-centers/{trustCenter}/search")
class SearchApi {
    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 50;
    private static final int LONGEST_LANGUAGE = 35;

    private final Standpoints standpoints;
    private final Search search;

    SearchApi(Standpoints standpoints, Search search) {
        this.standpoints = standpoints;
        this.search = search;
    }

    private record Answer(
            TrustCenterId trustCenter,
            Instant validAt,
            Instant recordedAt,
            long position,
            long contentPosition,
            String q,
            int total,
            List<FoundHit> hits,
            @Nullable String cursor,
            @Nullable String next) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> search(@PathVariable String trustCenter, HttpServletRequest request) {
        var parameters = Parameters.of(
                request,
                "q",
                "language",
                "kind",
                "validAt",
                "recordedAt",
                Standpoints.MIN_POSITION,
                "limit",
                Cursor.PARAMETER);
        var typed = parameters
                .one("q")
                .orElseThrow(() -> new BadParameter("q", "", "is missing. Give the words to search for"));
        var wanted = Wanted.of(typed);
        var language = parameters.one("language").map(SearchApi::language).orElse(null);
        var kinds = kinds(parameters);
        var limit = parameters.limit(PAGE, LARGEST_PAGE);
        var list = "/api/v1/trust-centers/%s/search?q=%s&%s%s"
                .formatted(
                        trustCenter,
                        encoded(typed),
                        language == null ? "" : "language=%s&".formatted(encoded(language)),
                        kinds.equals(Search.KINDS)
                                ? ""
                                : kinds.stream()
                                        .map(kind -> "kind=%s&".formatted(kind.collection()))
                                        .collect(Collectors.joining()));
        var cursor = Cursor.of(parameters, list);
        var point = standpoints.point(trustCenter, parameters, cursor);
        int after = cursor.map(Cursor::after).orElse(0);
        var center = point.head().trustCenter();
        var found = search.find(point, wanted, kinds, language, after, limit);
        var hits = found.hits().stream().map(hit -> hit(center, hit)).toList();
        var end = after + hits.size();
        var next = end >= found.total() ? null : new Cursor(point.validAt(), point.recordedAt(), end).text(list);
        var answer = new Answer(
                center,
                point.validAt(),
                point.recordedAt(),
                point.head().position(),
                point.head().contentPosition(),
                typed,
                found.total(),
                hits,
                next,
                next == null ? null : "%slimit=%d&cursor=%s".formatted(list, limit, next));
        return Representation.json(answer, request);
    }

    private static FoundHit hit(TrustCenterId trustCenter, Search.Hit hit) {
        var stated = hit.stated();
        return FoundHit.of(
                hit,
                "/api/v1/trust-centers/%s/%s/%s"
                        .formatted(trustCenter, stated.kind().collection(), stated.id()));
    }

    private static String language(String value) {
        if (value.length() > LONGEST_LANGUAGE
                || Locale.forLanguageTag(value).getLanguage().isEmpty()) {
            throw new BadParameter("language", value, "is no language tag. Give one such as sv or en");
        }
        return value;
    }

    private static Set<Kind> kinds(Parameters parameters) {
        var kinds = EnumSet.noneOf(Kind.class);
        for (var name : parameters.all("kind")) {
            kinds.add(Kind.ofCollection(name)
                    .filter(Search.KINDS::contains)
                    .orElseThrow(() -> new BadParameter(
                            "kind",
                            name,
                            "cannot be searched. Give one of %s"
                                    .formatted(String.join(
                                            ", ",
                                            new TreeSet<>(Search.KINDS.stream()
                                                    .map(Kind::collection)
                                                    .toList()))))));
        }
        return kinds.isEmpty() ? Search.KINDS : kinds;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
