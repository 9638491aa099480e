package org.trustledger.command.webhooks;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** An address cannot be that of an endpoint. */
public final class EndpointUnusable extends Refusal {
    private static final long serialVersionUID = 1;

    /** What of it is wrong. */
    public enum Why {
        TOO_LONG("has more than 2,000 characters: give a shorter one"),
        NO_ADDRESS("cannot be read: give one such as https://hooks.example.com/trust"),
        NOT_HTTPS("does not begin with https: give one that does"),
        WITH_USER("has a user or password before the host: leave them out"),
        WITH_FRAGMENT("has a part after #, which no server sees: leave it out"),
        HOST("has a host that cannot be used: give a name such as hooks.example.com"),
        PORT("has a port that is not called: use 443, or one from 1024 to 65535"),
        NOT_PUBLIC("is not on the public internet: give one that can be reached from there");

        private final String wrong;

        Why(String wrong) {
            this.wrong = wrong;
        }
    }

    private final Why why;

    // Without the value, for a refusal may be logged and an address must not be.
    EndpointUnusable(Why why) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "endpoint-unusable",
                "The endpoint cannot be called",
                "The address %s. Nothing was changed.".formatted(why.wrong));
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
