package org.trustledger.command.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;
import tools.jackson.core.JacksonException;

/**
 * Asks an endpoint to answer with what it is told, which only somebody does who wants to be called there. Without it,
 * anybody could have strangers called.
 */
@Component
public final class OwnershipChallenge {
    /** The type of the event that carries a challenge. */
    public static final String TYPE = "org.trustledger.webhooks.challenge.v1";

    private static final int BYTES = 32;
    private static final String MEMBER = "challenge";

    private final Caller caller;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OwnershipChallenge(Caller caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Challenges an endpoint, anew each time. Takes as long as a call.
     *
     * @param secret of the endpoint, which has it already
     * @throws InterruptedException if the thread is
     */
    public Ownership ask(TrustCenterId trustCenter, Endpoint endpoint, WebhookSecret secret)
            throws InterruptedException {
        var challenge = fresh();
        var id = UUID.randomUUID().toString();
        var event = new Envelope(
                id,
                "/trust-centers/" + trustCenter,
                TYPE,
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                FactCodec.mapper().createObjectNode().put(MEMBER, challenge));
        var answer = caller.answer(new SignedCall(
                // Of their own: anybody can have anything challenged.
                "%s/challenges".formatted(trustCenter), endpoint, id, event.json(), List.of(secret)));
        if (!answer.outcome().isAccepted()) {
            return new Ownership.NotTaken(answer.outcome());
        } else if (answer.bodyTrouble() != null) {
            return new Ownership.NotTaken(new Outcome.Unreachable(answer.bodyTrouble()));
        }
        return says(challenge, answer.body()) ? new Ownership.Shown() : new Ownership.AnsweredOtherwise();
    }

    private String fresh() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** An answer that merely repeats the event has the challenge further inside, and shows nothing. */
    private static boolean says(String challenge, byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8).strip();
        var said = text.startsWith("{") ? member(text) : text;
        return MessageDigest.isEqual(challenge.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }

    private static String member(String json) {
        try {
            return FactCodec.mapper().readTree(json).path(MEMBER).asString("");
        } catch (JacksonException _) {
            return "";
        }
    }
}
