package org.trustledger.command.webhooks;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Strangers had the office do enough with endpoints. */
public final class TooManyWebhooks extends Refusal {
    private static final long serialVersionUID = 1;
    private static final Duration WAIT = Duration.ofMinutes(15);

    /** Of what there is enough. */
    public enum What {
        ENDPOINTS("endpoints are called by this trust center at most"),
        REGISTERED("endpoints are registered an hour at most"),
        ENDPOINTS_OF_HOST("endpoints of one host are called by this trust center at most"),
        OF_CLIENT("endpoints an hour are registered or challenged for one client"),
        OF_ENDPOINT("times an hour at most is this done for one endpoint"),
        SECRETS("secrets of an endpoint sign its calls at once at most"),
        TRIALS("calls an hour are made to endpoints that nobody has proved"),
        TRIALS_OF_HOST("calls an hour are made to one host whose endpoints nobody has proved");

        private final String said;

        What(String said) {
            this.said = said;
        }
    }

    private final What what;

    TooManyWebhooks(What what, int most) {
        super(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-webhooks",
                "Enough is done with endpoints just now",
                "%d %s. Nothing was changed; try again later.".formatted(most, what.said),
                Map.of("most", most));
        this.what = what;
    }

    public What what() {
        return what;
    }

    @Override
    public HttpHeaders headers() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(WAIT.toSeconds()));
        return headers;
    }
}
