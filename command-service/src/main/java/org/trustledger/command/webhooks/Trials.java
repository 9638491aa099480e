package org.trustledger.command.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.trustledger.command.subscriptions.NoSuchLink;
import org.trustledger.command.subscriptions.NobodyIsTold;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;

/**
 * Calls that somebody waits for: challenges and tests. They are waited for so long as a page can take, and what comes
 * of one later is seen on the page when it is opened again.
 *
 * <p>Whoever registers an endpoint asks for its challenge themselves, once it has the secret and can answer.
 */
@Component
public final class Trials implements DisposableBean {
    /** The type of the event that tests an endpoint. */
    public static final String TEST = "org.trustledger.webhooks.test.v1";

    /** How many challenges an hour a trust center makes to one host, whoever asks. */
    static final int MOST_OF_HOST = 24;

    private static final Logger LOG = LoggerFactory.getLogger(Trials.class);
    // The counter waits a little longer for a page.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WebhookDesk desk;
    private final Endpoints endpoints;
    private final OwnershipChallenge challenge;
    private final Caller caller;
    private final Clock clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-trial-", 0).factory());

    Trials(WebhookDesk desk, Endpoints endpoints, OwnershipChallenge challenge, Caller caller, Clock clock) {
        this.desk = desk;
        this.endpoints = endpoints;
        this.challenge = challenge;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Challenges an endpoint, which is told from then on if it answers as it should. Does nothing if it is told
     * already.
     *
     * @param client where the request comes from
     * @throws NobodyIsTold if nobody is called here
     * @throws NoSuchLink if there is none
     * @throws TooManyWebhooks if enough were challenged
     */
    public void challenge(TrustCenterId trustCenter, LinkSecret link, String client, String correlationId) {
        var now = now();
        desk.beginChallenge(trustCenter, link, client, now).ifPresent(webhook -> {
            var known = desk.known(webhook).orElseThrow(NoSuchLink::new);
            var endpoint = endpoints.of(known.address());
            waitFor(() -> desk.challenged(
                    webhook.id(),
                    endpoint,
                    now,
                    challenge.ask(trustCenter, endpoint, known.secrets(now).getFirst()),
                    correlationId));
        });
    }

    /**
     * Sends an endpoint that is told an event that says nothing.
     *
     * @throws NobodyIsTold if nobody is called here
     * @throws NoSuchLink if there is none
     * @throws TooManyWebhooks if enough were sent
     */
    public void test(TrustCenterId trustCenter, LinkSecret link, String correlationId) {
        var now = now();
        var webhook = desk.beginTest(trustCenter, link, now);
        var known = desk.known(webhook).orElseThrow(NoSuchLink::new);
        var id = UUID.randomUUID().toString().replace("-", "");
        var event = new Envelope(
                id,
                "/trust-centers/" + trustCenter,
                TEST,
                null,
                now,
                FactCodec.mapper().createObjectNode());
        waitFor(() -> desk.tested(
                webhook.id(),
                now,
                caller.call(new SignedCall(
                        trustCenter.value(), endpoints.of(known.address()), id, event.json(), known.secrets(now))),
                correlationId));
    }

    private interface Trial {
        void make() throws InterruptedException;
    }

    private void waitFor(Trial trial) {
        var made = threads.submit(() -> {
            trial.make();
            return true;
        });
        try {
            made.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.debug("A call that somebody waits for goes on without them");
        } catch (ExecutionException trouble) {
            throw new IllegalStateException("The call could not be made", trouble.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
