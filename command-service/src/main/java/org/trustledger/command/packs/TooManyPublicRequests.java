package org.trustledger.command.packs;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Strangers had enough packs made here for the hour. */
public final class TooManyPublicRequests extends Refusal {
    private static final long serialVersionUID = 1;

    private final long seconds;

    TooManyPublicRequests(int perHour, Duration wait) {
        super(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "Too many new packs were asked for",
                "%d packs of new dates are made for visitors per hour. Packs that exist can be had at once; try this one again in %d minutes."
                        .formatted(perHour, wait.toMinutes() + 1),
                Map.of("perHour", perHour));
        seconds = wait.toSeconds() + 1;
    }

    @Override
    public HttpHeaders headers() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return headers;
    }
}
