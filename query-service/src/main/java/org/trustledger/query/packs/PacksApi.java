package org.trustledger.query.packs;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PackScope;
import org.trustledger.events.Seal;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Parameters;
import org.trustledger.query.platform.Representation;
import org.trustledger.query.views.Standpoints;
import org.trustledger.query.views.TrustCenterViews;

/** The register of packs for programs, and the files for everybody. */
@RestController
@RequestMapping("/api/v1/trust-centers/{trustCenter}/packs")
class PacksApi {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 500;

    private final TrustCenterViews views;
    private final Standpoints standpoints;
    private final PackRegister register;
    private final PackFiles files;

    PacksApi(TrustCenterViews views, Standpoints standpoints, PackRegister register, PackFiles files) {
        this.views = views;
        this.standpoints = standpoints;
        this.register = register;
        this.files = files;
    }

    /** @param next the address of the packs before these; null if these are the first ever registered */
    private record Packs(List<Entry> packs, @Nullable String next) {
        private record Entry(
                String pack,
                String scope,
                String language,
                Instant validAt,
                Instant recordedAt,
                long contentPosition,
                long accessPosition,
                long position,
                Instant issuedAt,
                int pages,
                long bytes,
                String unsignedSha256,
                String sealedSha256,
                Seal seal,
                String rendererVersion,
                boolean withheld,
                String href) {
            private static Entry of(TrustCenterId trustCenter, IssuedPack pack) {
                return new Entry(
                        pack.pack(),
                        pack.scope().text(),
                        pack.language(),
                        pack.validAt(),
                        pack.recordedAt(),
                        pack.contentPosition(),
                        pack.accessPosition(),
                        pack.position(),
                        pack.issuedAt(),
                        pack.pages(),
                        pack.bytes(),
                        pack.unsignedSha256(),
                        pack.sealedSha256(),
                        pack.seal(),
                        pack.rendererVersion(),
                        pack.withheld(),
                        "/api/v1/trust-centers/%s/packs/%s.pdf".formatted(trustCenter, pack.pack()));
            }
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> list(@PathVariable String trustCenter, HttpServletRequest request) {
        var parameters = Parameters.of(request, Standpoints.MIN_POSITION, "scope", "language", "before", "limit");
        var selection = new PackSelection(
                parameters.one("scope").map(PacksApi::scope).orElse(null),
                parameters.one("language").orElse(null));
        var limit = parameters.limit(PAGE, LARGEST_PAGE);
        var before = parameters.number("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        var id = standpoints.newest(trustCenter, parameters).trustCenter();
        // One more than is shown tells whether there are more.
        var found = register.before(id, selection, before, limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        var packs = new Packs(
                shown.stream().map(pack -> Packs.Entry.of(id, pack)).toList(),
                found.size() > limit ? next(id, selection, shown.getLast().position(), limit) : null);
        return Representation.of(MediaType.APPLICATION_JSON, FactCodec.mapper().writeValueAsBytes(packs))
                .answer(request, Representation.ASK_AGAIN);
    }

    private static String next(TrustCenterId trustCenter, PackSelection selection, long before, int limit) {
        var next = UriComponentsBuilder.fromPath("/api/v1/trust-centers/{trustCenter}/packs")
                .queryParam("before", before)
                .queryParam("limit", limit)
                .queryParamIfPresent(
                        "scope", Optional.ofNullable(selection.scope()).map(PackScope::text))
                .queryParamIfPresent("language", Optional.ofNullable(selection.language()));
        return next.encode().build(trustCenter.value()).toString();
    }

    private static PackScope scope(String text) {
        try {
            return PackScope.read(text);
        } catch (IllegalArgumentException _) {
            throw new BadParameter("scope", text, "is no scope of a pack. Give " + PackScope.FORMS);
        }
    }

    @GetMapping("/{pack}.pdf")
    ResponseEntity<Resource> file(
            @PathVariable String trustCenter, @PathVariable String pack, HttpServletRequest request) {
        var head = views.head(trustCenter);
        return files.download(head, pack, views.zone(head), request);
    }
}
