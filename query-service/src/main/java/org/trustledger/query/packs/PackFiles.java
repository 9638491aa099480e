package org.trustledger.query.packs;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.trustledger.events.PackScope;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.platform.CounterSettings;
import org.trustledger.query.platform.Problem;

/** Hands out the sealed files of registered packs. */
@Component
public class PackFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PackFiles.class);
    private static final Pattern PACK = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final PackRegister register;
    private final KnownFiles known;
    private final Path archive;

    PackFiles(PackRegister register, KnownFiles known, CounterSettings settings) {
        this.register = register;
        this.known = known;
        this.archive = settings.archive().directory().toAbsolutePath().normalize();
    }

    /**
     * The file as a download, or 304 if the caller has it.
     *
     * @param head of the trust center, as the caller knows it
     * @param zone in which the date in the file's name is written
     * @throws UnknownPack if it is not registered with this trust center
     * @throws PackWithheld if it is, and holds what may be read less today
     * @throws FileMissing if it is, and the archive does not have it
     */
    public ResponseEntity<Resource> download(Head head, String pack, ZoneId zone, HttpServletRequest request) {
        var trustCenter = head.trustCenter();
        if (!PACK.matcher(pack).matches()) {
            throw new UnknownPack(trustCenter, pack);
        }
        var issued = register.find(trustCenter, pack).orElseThrow(() -> new UnknownPack(trustCenter, pack));
        if (issued.withheld()) {
            throw new PackWithheld(issued);
        }
        if (!DIGEST.matcher(issued.sealedSha256()).matches()) {
            throw new FileMissing(issued);
        }
        var file = archive.resolve(trustCenter.value()).resolve(issued.sealedSha256() + ".pdf");
        if (!Files.isRegularFile(file)) {
            LOG.error("Pack {} of {} is registered, but the archive has no file {}", pack, trustCenter, file);
            throw new FileMissing(issued);
        }
        var tag = "\"%s\"".formatted(issued.sealedSha256());
        if (new ServletWebRequest(request).checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
        }
        var answer = ResponseEntity.ok()
                .eTag(tag)
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName(trustCenter, issued, zone))
                                .build()
                                .toString());
        if (!leavesToTheKernel(request, file, issued.bytes())) {
            return answer.body(new FileSystemResource(file));
        }
        ResponseEntity<Resource> whole = answer.contentLength(issued.bytes()).build();
        known.keep(request, head, file, issued.bytes(), whole.getHeaders());
        return whole;
    }

    /** What the file of a pack is called when it is saved. */
    public static String fileName(TrustCenterId trustCenter, IssuedPack pack, ZoneId zone) {
        return "%s-trust-pack%s-%s-%s.pdf"
                .formatted(
                        trustCenter,
                        pack.scope() instanceof PackScope.Everything
                                ? ""
                                : "-" + pack.scope().text().replace(':', '-'),
                        DateTimeFormatter.ISO_LOCAL_DATE.format(pack.validAt().atZone(zone)),
                        pack.language());
    }

    /**
     * Has the container send the whole file without reading it, where it can: through its buffers it goes at less than
     * half the speed. A part of the file goes the ordinary way.
     */
    static boolean leavesToTheKernel(HttpServletRequest request, Path file, long bytes) {
        if (!Boolean.TRUE.equals(request.getAttribute("org.apache.tomcat.sendfile.support"))
                || !"GET".equals(request.getMethod())
                || request.getHeader(HttpHeaders.RANGE) != null
                || file.toFile().length() != bytes) {
            return false;
        }
        request.setAttribute("org.apache.tomcat.sendfile.filename", file.toString());
        request.setAttribute("org.apache.tomcat.sendfile.start", 0L);
        request.setAttribute("org.apache.tomcat.sendfile.end", bytes);
        return true;
    }

    /** No such pack is registered with this trust center. */
    public static final class UnknownPack extends Problem {
        private static final long serialVersionUID = 1;

        public UnknownPack(TrustCenterId trustCenter, String pack) {
            super(
                    HttpStatus.NOT_FOUND,
                    "unknown-pack",
                    "There is no such pack",
                    "No pack '%s' is registered with %s."
                            .formatted(pack.length() <= 64 ? pack : pack.substring(0, 64) + "…", trustCenter));
        }
    }

    /** It holds what has been restricted since. */
    public static final class PackWithheld extends Problem {
        private static final long serialVersionUID = 1;

        PackWithheld(IssuedPack pack) {
            super(
                    HttpStatus.GONE,
                    "pack-withheld",
                    "This pack is withheld",
                    "It holds what has been restricted since it was made. It stays registered with the digest %s, so whoever has it can prove what it is. Ask for a pack of the same dates anew."
                            .formatted(pack.sealedSha256()));
            with("pack", pack.pack());
            with("sealedSha256", pack.sealedSha256());
        }
    }

    /** The register knows the pack; its file cannot be had. */
    static final class FileMissing extends Problem {
        private static final long serialVersionUID = 1;

        FileMissing(IssuedPack pack) {
            super(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "pack-file-missing",
                    "The file of this pack cannot be had at the moment",
                    "The pack is registered with the digest %s, but the archive does not give its file."
                            .formatted(pack.sealedSha256()));
            with("pack", pack.pack());
            with("sealedSha256", pack.sealedSha256());
            retryAfter(60);
        }
    }
}
