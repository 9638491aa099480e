package org.trustledger.query.packs;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.events.FactCodec;
import org.trustledger.events.Seal;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.platform.Parameters;
import org.trustledger.query.platform.Representation;
import org.trustledger.query.views.Standpoints;
import org.trustledger.query.views.TrustCenterViews;

/** The register of packs for programs, and the files for everybody. */
@RestController
@RequestMapping("/api/v1/trust-centers/{trustCenter}/packs")
class PacksApi {
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

    private record Packs(List<Entry> packs) {
        private record Entry(
                String pack,
                String scope,
                String language,
                Instant validAt,
                Instant recordedAt,
                long contentPosition,
                long position,
                Instant issuedAt,
                int pages,
                long bytes,
                String unsignedSha256,
                String sealedSha256,
                Seal seal,
                String rendererVersion,
                String href) {
            private static Entry of(TrustCenterId trustCenter, IssuedPack pack) {
                return new Entry(
                        pack.pack(),
                        pack.scope(),
                        pack.language(),
                        pack.validAt(),
                        pack.recordedAt(),
                        pack.contentPosition(),
                        pack.position(),
                        pack.issuedAt(),
                        pack.pages(),
                        pack.bytes(),
                        pack.unsignedSha256(),
                        pack.sealedSha256(),
                        pack.seal(),
                        pack.rendererVersion(),
                        "/api/v1/trust-centers/%s/packs/%s.pdf".formatted(trustCenter, pack.pack()));
            }
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> list(@PathVariable String trustCenter, HttpServletRequest request) {
        var parameters = Parameters.of(request, Standpoints.MIN_POSITION);
        var id = standpoints.newest(trustCenter, parameters).trustCenter();
        var packs = new Packs(
                register.of(id).stream().map(pack -> Packs.Entry.of(id, pack)).toList());
        return Representation.of(MediaType.APPLICATION_JSON, FactCodec.mapper().writeValueAsBytes(packs))
                .answer(request, Representation.ASK_AGAIN);
    }

    @GetMapping("/{pack}.pdf")
    ResponseEntity<Resource> file(
            @PathVariable String trustCenter, @PathVariable String pack, HttpServletRequest request) {
        var head = views.head(trustCenter);
        return files.download(head.trustCenter(), pack, views.zone(head), request);
    }
}
