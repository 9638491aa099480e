package org.trustledger.command.packs;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Strangers had enough packs made here for the hour, or the day. */
public final class TooManyPublicRequests extends Refusal {
    private static final long serialVersionUID = 1;

    private final long seconds;

    /**
     * @param most how many are made within the window
     * @param wait until the next one may be
     */
    TooManyPublicRequests(int most, Duration window, Duration wait) {
        super(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "Too many new packs were asked for",
                "%d new packs are made for visitors per %s. Packs that exist can be had at once; try this one again in %s."
                        .formatted(most, window.toDays() > 0 ? "day" : "hour", minutes(wait.toMinutes() + 1)),
                Map.of(window.toDays() > 0 ? "perDay" : "perHour", most));
        seconds = wait.toSeconds() + 1;
    }

    private static String minutes(long minutes) {
        return minutes == 1 ? "one minute" : "%d minutes".formatted(minutes);
    }

    @Override
    public HttpHeaders headers() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return headers;
    }
}
