package org.trustledger.query.views;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Heads;
import org.trustledger.query.platform.Representation;
import tools.jackson.databind.json.JsonMapper;

/** The views for programs. */
@RestController
@RequestMapping("/api/v1/trust-centers")
class ViewsApi {
    /** Shared caches may keep it and must ask whether it still holds, which costs one comparison. */
    private static final String ASK_AGAIN = "public, no-cache";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long BYTES_KEPT = 64_000_000;

    private final TrustCenterViews views;
    private final Heads heads;
    private final JsonMapper json = FactCodec.mapper();
    private final Cache<Key, Representation> kept = Caffeine.newBuilder()
            .maximumWeight(BYTES_KEPT)
            .weigher((Key key, Representation representation) -> representation.size())
            .build();

    ViewsApi(TrustCenterViews views, Heads heads) {
        this.views = views;
        this.heads = heads;
    }

    private record Key(TrustCenterId trustCenter, long position, Instant validAt, Instant recordedAt) {}

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
                .answer(request, ASK_AGAIN);
    }

    @GetMapping(path = "/{trustCenter}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> view(
            @PathVariable String trustCenter,
            @RequestParam(required = false) @Nullable String validAt,
            @RequestParam(required = false) @Nullable String recordedAt,
            @RequestParam(name = "min-position", required = false) @Nullable Long minPosition,
            HttpServletRequest request)
            throws InterruptedException {
        if (minPosition != null) {
            waitFor(trustCenter, minPosition);
        }
        var point = views.point(views.head(trustCenter), new AskedDates(validAt, recordedAt));
        var key = new Key(point.head().trustCenter(), point.head().position(), point.validAt(), point.recordedAt());
        return kept.get(key, absent -> represent(point)).answer(request, ASK_AGAIN);
    }

    private Representation represent(PointInTime point) {
        var view = TrustCenterView.of(
                point.head().trustCenter(), point, views.at(point.head(), point.validAt()), views.coming(point));
        return Representation.of(MediaType.APPLICATION_JSON, json.writeValueAsBytes(view));
    }

    private void waitFor(String trustCenter, long position) throws InterruptedException {
        if (!TrustCenterId.isValid(trustCenter)) {
            throw new UnknownTrustCenter(trustCenter);
        }
        var id = new TrustCenterId(trustCenter);
        if (!heads.await(id, position, PATIENCE)) {
            throw new NotReachedYet(
                    position, heads.of(id).map(head -> head.position()).orElse(0L));
        }
    }
}
