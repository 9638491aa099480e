package org.trustledger.query.views;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.platform.Parameters;
import org.trustledger.query.platform.Representation;
import tools.jackson.databind.json.JsonMapper;

/** The views for programs. */
@RestController
@RequestMapping("/api/v1/trust-centers")
class ViewsApi {

    private final TrustCenterViews views;
    private final Standpoints standpoints;
    private final JsonMapper json = FactCodec.mapper();
    private final Cache<Key, Representation> kept = Representation.cache();

    ViewsApi(TrustCenterViews views, Standpoints standpoints) {
        this.views = views;
        this.standpoints = standpoints;
    }

    private record Key(
            TrustCenterId trustCenter, long position, long accessPosition, Instant validAt, Instant recordedAt) {}

    private record TrustCenterList(List<Entry> trustCenters) {
        private record Entry(
                TrustCenterId id,
                @Nullable String name,
                List<String> languages,
                long position,
                long contentPosition,
                String href) {}
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        var entries = views.all().stream()
                .map(head -> {
                    var profile = views.provider(head);
                    return new TrustCenterList.Entry(
                            head.trustCenter(),
                            profile.map(known -> known.name()).orElse(null),
                            profile.map(known -> known.languages()).orElse(List.of()),
                            head.position(),
                            head.contentPosition(),
                            "/api/v1/trust-centers/%s".formatted(head.trustCenter()));
                })
                .toList();
        return Representation.of(MediaType.APPLICATION_JSON, json.writeValueAsBytes(new TrustCenterList(entries)))
                .answer(request, Representation.ASK_AGAIN);
    }

    @GetMapping(path = "/{trustCenter}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> view(@PathVariable String trustCenter, HttpServletRequest request) {
        var parameters = Parameters.of(request, "validAt", "recordedAt", Standpoints.MIN_POSITION);
        var point = standpoints.point(trustCenter, parameters);
        var key = new Key(
                point.head().trustCenter(),
                point.head().position(),
                point.head().accessPosition(),
                point.validAt(),
                point.recordedAt());
        return kept.get(key, absent -> represent(point)).answer(request, Representation.ASK_AGAIN);
    }

    private Representation represent(PointInTime point) {
        var view = TrustCenterView.of(
                point.head().trustCenter(),
                point,
                views.at(point.head(), point.validAt()),
                views.coming(point),
                views.ending(point));
        views.requireSameRules(point.head());
        return Representation.of(MediaType.APPLICATION_JSON, json.writeValueAsBytes(view));
    }
}
