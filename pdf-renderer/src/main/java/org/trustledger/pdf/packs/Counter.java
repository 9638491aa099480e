package org.trustledger.pdf.packs;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;
import org.trustledger.events.PackScope;
import org.trustledger.pdf.platform.NotNow;
import org.trustledger.pdf.platform.PressSettings;
import org.trustledger.pdf.views.Copy;
import org.trustledger.pdf.views.Differing;
import org.trustledger.pdf.views.View;
import org.trustledger.pdf.views.ViewJson;

/** Where public views are read. */
@Component
final class Counter {
    private static final int LONGEST_PROBLEM = 500;
    private static final int DIFFERENCES_AT_ONCE = 200;

    private final RestClient http;
    private final String base;
    private final ViewJson json = new ViewJson();
    private final Room room = Room.ofThisProcess();

    Counter(RestClient http, PressSettings settings) {
        this.http = http;
        this.base = settings.counter().url().toString();
    }

    /**
     * What the pack is set from: the view at exactly the requested content position, under the rules of access of
     * exactly the requested one.
     *
     * @throws NotNow if the counter is away or has not come so far
     * @throws Unmakeable if there is no such view and never will be
     */
    Copy copy(PackRequest request) {
        // First, so that whoever may read what is the same as for the view, which is held against the request.
        var read = request.order().identity().scope() instanceof PackScope.Differences(var since)
                ? differences(request, since)
                : Read.NOTHING;
        return new Copy(view(request, read), read.differing());
    }

    /** @param bytes as they were sent */
    private record Read(List<Differing> differing, int bytes) {
        static final Read NOTHING = new Read(List.of(), 0);
    }

    private Read differences(PackRequest request, Instant since) {
        var all = new ArrayList<Differing>();
        var bytes = 0;
        var next = first(request, since);
        while (next != null) {
            var sent = bytes(request, URI.create(next));
            bytes += sent.length;
            if (bytes > room.largestView()) {
                throw new Unmakeable(
                        "What differs is larger than the %d kB that this press has memory for: give it more (-Xmx) and request the pack again, or compare with a later date"
                                .formatted(room.largestView() / 1000));
            }
            var page = json.readDifferences(sent);
            if (page.to().contentPosition() < request.contentPosition()) {
                throw new NotNow("The counter is at content position %d of '%s', the request at %d"
                        .formatted(page.to().contentPosition(), request.trustCenter(), request.contentPosition()));
            }
            all.addAll(page.differences());
            next = page.next() == null ? null : base + page.next();
        }
        return new Read(all, bytes);
    }

    private String first(PackRequest request, Instant since) {
        return UriComponentsBuilder.fromUriString(base)
                .path("/api/v1/trust-centers/{id}/differences")
                .queryParam("fromValidAt", since)
                .queryParam("fromRecordedAt", request.recordedAt())
                .queryParam("toValidAt", request.validAt())
                .queryParam("toRecordedAt", request.recordedAt())
                .queryParam("min-position", Math.max(request.contentPosition(), request.accessPosition()))
                .queryParam("limit", DIFFERENCES_AT_ONCE)
                .buildAndExpand(request.trustCenter())
                .toUriString();
    }

    private View view(PackRequest request, Read read) {
        var bytes = bytes(request);
        var view = json.read(bytes);
        if (view.contentPosition() < request.contentPosition()) {
            throw new NotNow("The counter is at content position %d of '%s', the request at %d"
                    .formatted(view.contentPosition(), request.trustCenter(), request.contentPosition()));
        }
        if (view.contentPosition() > request.contentPosition()
                || !view.validAt().equals(request.validAt())
                || !view.recordedAt().equals(request.recordedAt())
                || !view.trustCenter().equals(request.trustCenter())) {
            throw new Unmakeable(
                    "The request is for '%s' at content position %d, valid at %s, known at %s; the counter's view is of '%s' at %d, valid at %s, known at %s. Request the pack again"
                            .formatted(
                                    request.trustCenter(),
                                    request.contentPosition(),
                                    request.validAt(),
                                    request.recordedAt(),
                                    view.trustCenter(),
                                    view.contentPosition(),
                                    view.validAt(),
                                    view.recordedAt()));
        }
        if (view.accessPosition() < request.accessPosition()) {
            throw new NotNow("The counter follows the rules of access of position %d of '%s', the request those of %d"
                    .formatted(view.accessPosition(), request.trustCenter(), request.accessPosition()));
        }
        if (view.accessPosition() > request.accessPosition()) {
            throw new Unmakeable(
                    "Who may read what has changed at position %d, and the pack was requested at %d. Request the pack again"
                            .formatted(view.accessPosition(), request.accessPosition()));
        }
        room.mustHold(view.only(request.order().identity().scope()), read.differing(), bytes.length + read.bytes());
        return view;
    }

    private byte[] bytes(PackRequest request) {
        return bytes(
                request,
                UriComponentsBuilder.fromUriString(base)
                        .path("/api/v1/trust-centers/{id}")
                        .queryParam("validAt", request.validAt())
                        .queryParam("recordedAt", request.recordedAt())
                        .queryParam("min-position", Math.max(request.contentPosition(), request.accessPosition()))
                        .buildAndExpand(request.trustCenter())
                        .toUri());
    }

    private byte[] bytes(PackRequest request, URI address) {
        try {
            var answer = http.get()
                    .uri(address)
                    .accept(MediaType.APPLICATION_JSON)
                    .header(Office.CORRELATION, request.correlationId())
                    .exchange((_, response) -> read(response));
            if (answer == null) {
                throw new NotNow("The counter at %s answered nothing".formatted(base));
            }
            return answer;
        } catch (ResourceAccessException e) {
            throw new NotNow("The counter at %s does not answer: %s".formatted(base, e.getMessage()), e);
        }
    }

    private byte[] read(ClientHttpResponse response) throws IOException {
        var status = response.getStatusCode();
        if (status.is2xxSuccessful()) {
            var largest = room.largestView();
            var body = response.getBody().readNBytes(largest + 1);
            if (body.length > largest) {
                throw new Unmakeable(
                        "The counter's view is larger than the %d kB that this press has memory for: give it more (-Xmx) and request the pack again"
                                .formatted(largest / 1000));
            }
            return body;
        }
        var problem = new String(response.getBody().readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8);
        if (isForGood(status)) {
            throw new Unmakeable("The counter refuses the view with %d: %s".formatted(status.value(), problem));
        }
        throw new NotNow("The counter at %s answered %d: %s".formatted(base, status.value(), problem));
    }

    /** A trust center unknown to the counter (404) is one whose first facts have not arrived there yet. */
    private static boolean isForGood(HttpStatusCode status) {
        return status.value() == 400 || status.value() == 410;
    }
}
