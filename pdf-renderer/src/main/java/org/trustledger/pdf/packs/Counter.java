package org.trustledger.pdf.packs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.trustledger.pdf.platform.NotNow;
import org.trustledger.pdf.platform.PressSettings;
import org.trustledger.pdf.views.View;
import org.trustledger.pdf.views.ViewJson;

/** Where public views are read. */
@Component
final class Counter {
    private static final int LONGEST_PROBLEM = 500;

    private final RestClient http;
    private final String base;
    private final ViewJson json = new ViewJson();
    private final Room room = Room.ofThisProcess();

    Counter(RestClient http, PressSettings settings) {
        this.http = http;
        this.base = settings.counter().url().toString();
    }

    /**
     * The view at exactly the requested content position, under the rules of access of exactly the requested one.
     *
     * @throws NotNow if the counter is away or has not come so far
     * @throws Unmakeable if there is no such view and never will be
     */
    View view(PackRequest request) {
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
        room.mustHold(view.only(request.order().identity().scope()), bytes.length);
        return view;
    }

    private byte[] bytes(PackRequest request) {
        try {
            var answer = http.get()
                    .uri(
                            base
                                    + "/api/v1/trust-centers/{id}?validAt={valid}&recordedAt={recorded}&min-position={position}",
                            request.trustCenter(),
                            request.validAt(),
                            request.recordedAt(),
                            Math.max(request.contentPosition(), request.accessPosition()))
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
