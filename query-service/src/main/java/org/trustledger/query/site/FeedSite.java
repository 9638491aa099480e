package org.trustledger.query.site;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.feeds.Topic;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Representation;

/** The addresses of the feeds. They tell of the present, whatever dates are asked about. */
@Controller
class FeedSite {
    private static final Pattern ARCHIVE = Pattern.compile("[1-9][0-9]{0,8}");

    private final Visits visits;
    private final FeedPart part;
    private final Cache<Key, Representation> kept = Representation.cache();

    FeedSite(Visits visits, FeedPart part) {
        this.visits = visits;
        this.part = part;
    }

    /**
     * All that a document can depend on.
     *
     * @param position of the last fact that can have changed it
     * @param validAt since when the names of what it tells of are as they are
     */
    private record Key(
            FeedFormat format,
            TrustCenterId trustCenter,
            Topic topic,
            @Nullable Integer archive,
            long position,
            Instant validAt,
            String language) {}

    @GetMapping({"/{trustCenter}/feeds/{topic}.atom", "/{trustCenter}/feeds/{topic}.json"})
    ResponseEntity<byte[]> feed(
            @PathVariable String trustCenter, @PathVariable String topic, HttpServletRequest request) {
        var format = FeedFormat.of(request.getRequestURI());
        return visits.atPresent(trustCenter, request, standing -> {
            var followed = Topic.read(topic).orElseThrow(() -> NoSuchFeed.of(topic));
            var archive = archive(request);
            var head = standing.head();
            var key = new Key(
                    format,
                    head.trustCenter(),
                    followed,
                    archive,
                    followed instanceof Topic.Packs ? head.position() : head.contentPosition(),
                    standing.point().validAt(),
                    standing.reader().language());
            return kept.get(key, _ -> document(format, standing, followed, archive))
                    .answer(request, Representation.ASK_AGAIN, HttpHeaders.ACCEPT_LANGUAGE);
        });
    }

    private Representation document(
            FeedFormat format, Visits.Standing standing, Topic topic, @Nullable Integer archive) {
        var visit = visits.visit(standing.speaking());
        var shown = part.show(visit, topic, archive);
        return Representation.of(
                format.type(),
                switch (format) {
                    case ATOM -> AtomFeed.of(shown);
                    case JSON -> JsonFeed.of(shown);
                });
    }

    private static @Nullable Integer archive(HttpServletRequest request) {
        var value = request.getParameter(Choice.ARCHIVE.parameter());
        if (value == null) {
            return null;
        }
        if (!ARCHIVE.matcher(value).matches()) {
            throw new BadParameter(Choice.ARCHIVE.parameter(), value, "is no archive. Give a number from 1");
        }
        return Integer.valueOf(value);
    }
}
