package org.trustledger.command.subscriptions;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Strangers had enough letters sent from here for the hour. */
public final class TooManySubscribe extends Refusal {
    private static final long serialVersionUID = 1;
    private static final Duration WAIT = Duration.ofMinutes(15);

    TooManySubscribe(int most) {
        super(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-subscribe",
                "Too many subscribe just now",
                "%d letters an hour are sent to whoever subscribes. Try again in %d minutes."
                        .formatted(most, WAIT.toMinutes()),
                Map.of("perHour", most));
    }

    @Override
    public HttpHeaders headers() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(WAIT.toSeconds()));
        return headers;
    }
}
