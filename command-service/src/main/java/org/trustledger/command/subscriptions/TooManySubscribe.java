package org.trustledger.command.subscriptions;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Strangers asked for enough here for the hour. Says the same whichever address was typed. */
public final class TooManySubscribe extends Refusal {
    /** The member of the problem that says after how many minutes one may ask again. */
    public static final String MINUTES = "minutes";

    private static final long serialVersionUID = 1;
    private static final Duration WAIT = Duration.ofMinutes(15);
    private static final Duration SHORT_WAIT = Duration.ofMinutes(1);

    private final transient Duration wait;

    private TooManySubscribe(String what, Duration wait) {
        super(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-subscribe",
                "Too many subscribe just now",
                "%s Try again in %s.".formatted(what, minutes(wait.toMinutes())),
                Map.of(MINUTES, wait.toMinutes()));
        this.wait = wait;
    }

    private static String minutes(long minutes) {
        return minutes == 1 ? "one minute" : "%d minutes".formatted(minutes);
    }

    private static String requests(int most) {
        return most == 1 ? "One request to be told is" : "%d requests to be told are".formatted(most);
    }

    static TooManySubscribe ofTrustCenter(int most) {
        return new TooManySubscribe("%s taken an hour.".formatted(requests(most)), WAIT);
    }

    static TooManySubscribe ofClient(int most) {
        return new TooManySubscribe("%s taken an hour from one place.".formatted(requests(most)), WAIT);
    }

    static TooManySubscribe atOnce() {
        return new TooManySubscribe("Others are being served just now.", SHORT_WAIT);
    }

    @Override
    public HttpHeaders headers() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        return headers;
    }
}
