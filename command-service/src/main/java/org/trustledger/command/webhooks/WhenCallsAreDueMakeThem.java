package org.trustledger.command.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.platform.Rounds;
import org.trustledger.command.platform.Sha256;

/**
 * Makes the calls whose time has come: of many endpoints at once, of each one after another in the order of positions.
 * Offices share the work, for each takes hold of an endpoint before it calls it. That a call is made is noted before,
 * what came of it after, and no transaction is open between: one that was under way when a process died is made again,
 * under the same id. An endpoint that fails holds up itself and nobody else.
 */
@Component
class WhenCallsAreDueMakeThem implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WhenCallsAreDueMakeThem.class);
    private static final int AT_ONCE = 32;
    private static final int AT_ONCE_PER_TRUST_CENTER = 24;
    // One less than the caller makes, so that whoever waits for a test gets their turn.
    private static final int AT_ONCE_PER_HOST = 3;
    private static final int IN_A_ROW = 20;
    private static final Duration LEASE = Duration.ofMinutes(3);
    // The longest that a call takes with waiting for its turn, and a little more.
    private static final Duration FOR_ONE = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Duration WHEN_BUSY = Duration.ofSeconds(1);
    // Each of these is on record.
    private static final Duration WHEN_NOT_MADE = Duration.ofSeconds(15);
    private static final Duration WHEN_UNWRITTEN = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Webhooks webhooks;
    private final WebhookDesk desk;
    private final Calls calls;
    private final CallWriter writer;
    private final Endpoints endpoints;
    private final Caller caller;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Turns turns = new Turns(AT_ONCE_PER_HOST, AT_ONCE);
    private final Rounds rounds = new Rounds("call-webhooks", this::react);
    private volatile @Nullable ExecutorService threads;

    WhenCallsAreDueMakeThem(
            Webhooks webhooks,
            WebhookDesk desk,
            Calls calls,
            CallWriter writer,
            Endpoints endpoints,
            Caller caller,
            TransactionOperations transactions,
            Clock clock) {
        this.webhooks = webhooks;
        this.desk = desk;
        this.calls = calls;
        this.writer = writer;
        this.endpoints = endpoints;
        this.caller = caller;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventListener
    void on(Calls.Put put) {
        rounds.wake();
    }

    Duration react() {
        var free = desk.isTelling() ? places.drainPermits() : 0;
        if (free == 0) {
            // Whoever ends wakes.
            return LOOK_EVERY;
        }
        var now = now();
        var begun = 0;
        try {
            for (var webhook : webhooks.holdDue(now, now.plus(LEASE), free, AT_ONCE_PER_TRUST_CENTER)) {
                if (begin(webhook)) {
                    begun++;
                }
            }
        } finally {
            places.release(free - begun);
        }
        return webhooks.nextDue()
                .map(next -> Duration.between(now, next))
                .filter(wait -> wait.compareTo(LOOK_EVERY) < 0)
                .map(wait -> wait.isPositive() ? wait.plusMillis(1) : Duration.ofSeconds(1))
                .orElse(LOOK_EVERY);
    }

    private boolean begin(Webhook webhook) {
        var running = threads;
        try {
            if (running != null) {
                running.execute(() -> callOneAfterAnother(webhook));
                return true;
            }
        } catch (RejectedExecutionException _) {
            LOG.debug("The office ends");
        }
        webhooks.release(webhook.id(), webhook.dueAt());
        return false;
    }

    private void callOneAfterAnother(Webhook held) {
        try {
            var made = 0;
            while (made < IN_A_ROW && callNext(held)) {
                made++;
            }
            if (made == IN_A_ROW) {
                // Others have waited meanwhile.
                transactions.executeWithoutResult(_ -> stillHeld(held).ifPresent(this::goOnLater));
            }
        } catch (InterruptedException _) {
            // Whether the call was made is not known. Whoever looks next makes it again.
            transactions.executeWithoutResult(_ -> stillHeld(held).ifPresent(this::goOnLater));
        } catch (RuntimeException trouble) {
            LOG.warn("Endpoint {} of {} cannot be called", held.id(), held.trustCenter(), trouble);
            transactions.executeWithoutResult(_ ->
                    stillHeld(held).ifPresent(webhook -> webhooks.release(webhook.id(), now().plus(WHEN_UNWRITTEN))));
        } finally {
            places.release();
            rounds.wake();
        }
    }

    /** @return whether the next may be made at once */
    private boolean callNext(Webhook held) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var waits = calls.first(held.id());
        if (waits.isEmpty() || !now().plus(FOR_ONE).isBefore(heldUntil(held))) {
            transactions.executeWithoutResult(_ -> stillHeld(held).ifPresent(this::goOnLater));
            return false;
        }
        var call = waits.get();
        var said = writer.write(call);
        if (said.isEmpty()) {
            return Boolean.TRUE.equals(transactions.execute(_ -> stillHeld(held)
                    .map(_ -> {
                        calls.drop(call, now());
                        writer.undone(call, now());
                        return true;
                    })
                    .orElse(false)));
        }
        var known = desk.known(held);
        if (known.isEmpty()) {
            endForgotten(held, call);
            return false;
        }
        return called(held, call, said.get(), known.get());
    }

    private void endForgotten(Webhook held, CallDue call) {
        if (!desk.wasForgotten(held)) {
            // It is tried again: whoever connected another store puts that right.
            throw new IllegalStateException("The store of keys has the key of nobody: is it another one?");
        }
        transactions.executeWithoutResult(_ -> stillHeld(held)
                .ifPresent(webhook -> desk.end(webhook, Webhook.Because.KEY_MISSING, WebhookDesk.OFFICE, call.id())));
    }

    private boolean called(Webhook held, CallDue call, CallWriter.Said said, WebhookKnown known)
            throws InterruptedException {
        Endpoint endpoint;
        try {
            endpoint = endpoints.of(known.address());
        } catch (EndpointUnusable _) {
            // The settings have changed: it is where a call may not go any more.
            return came(held, call, said, 0, new Outcome.Unreachable(Outcome.Why.NO_PUBLIC_ADDRESS));
        }
        var host = "%s %s".formatted(call.trustCenter(), endpoint.hostName());
        if (!turns.take(host, Duration.ZERO)) {
            transactions.executeWithoutResult(
                    _ -> stillHeld(held).ifPresent(webhook -> webhooks.release(webhook.id(), now().plus(WHEN_BUSY))));
            return false;
        }
        try {
            return make(held, call, said, endpoint);
        } finally {
            turns.end(host);
        }
    }

    private boolean make(Webhook held, CallDue call, CallWriter.Said said, Endpoint endpoint)
            throws InterruptedException {
        var event = new Envelope(
                call.id(), "/trust-centers/" + call.trustCenter(), said.type(), null, call.madeAt(), said.data());
        var body = event.json();
        // Read again, for the secret may have been renewed and the endpoint paused while this was written.
        var begun = Objects.requireNonNull(transactions.execute(_ -> stillHeld(held)
                .filter(webhook -> webhook.state() == Webhook.State.ACTIVE)
                .flatMap(webhook -> desk.known(webhook).map(known -> {
                    var number = calls.begin(call, sha256(body), said.dataSha256(), now());
                    writer.handingOver(call, said, endpoint, known.salt());
                    return new Begun(
                            number,
                            new SignedCall(
                                    call.trustCenter().value(), endpoint, call.id(), body, known.secrets(now())));
                }))));
        if (begun.isEmpty()) {
            transactions.executeWithoutResult(_ -> stillHeld(held).ifPresent(this::goOnLater));
            return false;
        }
        return came(
                held, call, said, begun.get().number(), caller.call(begun.get().call()));
    }

    private record Begun(int number, SignedCall call) {}

    /** @return whether the next may be made at once */
    private boolean came(Webhook held, CallDue call, CallWriter.Said said, int number, Outcome outcome) {
        var now = now();
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            if (number > 0) {
                calls.came(call, number, NotedOutcome.of(outcome), now);
            }
            var webhook = stillHeld(held);
            if (outcome.isAccepted()) {
                // Whoever holds it by now, and even if it has ended: the endpoint has it.
                calls.taken(call, now);
                writer.taken(call, said, now);
                webhook.ifPresent(each -> webhooks.failing(each.id(), Failing.NOT));
                return webhook.isPresent();
            }
            if (isBusy(outcome) && number > 0) {
                writer.notMade(call);
            }
            writer.answered(call);
            webhook.ifPresent(each -> notTaken(each, call, outcome, now));
            return false;
        }));
    }

    private void notTaken(Webhook webhook, CallDue call, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Gone) {
            desk.end(webhook, Webhook.Because.GONE, WebhookDesk.ACTOR, call.id());
            return;
        } else if (isBusy(outcome)) {
            webhooks.release(webhook.id(), now.plus(WHEN_NOT_MADE));
            return;
        }
        var wait = RetryPolicy.waitAfter(call.id(), call.attempts() + 1, outcome);
        if (wait.isPresent()) {
            calls.tryAgain(call);
            webhooks.release(webhook.id(), now.plus(wait.get()).truncatedTo(ChronoUnit.MICROS));
        } else {
            LOG.warn("Call {} of {} is given up", call.id(), call.trustCenter());
            calls.giveUp(call, now);
            writer.givenUp(call, now);
            goOnLater(webhook);
        }
        var failing = webhook.failing().after(outcome, wait.isEmpty(), now);
        webhooks.failing(webhook.id(), failing);
        if (failing.asksForPause(now)) {
            desk.pauseFailing(webhook, now);
        }
    }

    private static boolean isBusy(Outcome outcome) {
        return outcome instanceof Outcome.Unreachable unreachable && unreachable.why() == Outcome.Why.BUSY;
    }

    /** Lets go of one, to be called when whoever looks next gets to it, if anything waits. */
    private void goOnLater(Webhook webhook) {
        webhooks.release(webhook.id(), calls.waiting(webhook.id()) > 0 ? now() : null);
    }

    /** It, if it is still with this office; locked, in the caller's transaction. */
    private Optional<Webhook> stillHeld(Webhook held) {
        return webhooks.hold(held.id()).filter(webhook -> heldUntil(held).equals(webhook.heldUntil()));
    }

    private static Instant heldUntil(Webhook held) {
        return Optional.ofNullable(held.heldUntil()).orElse(Instant.MIN);
    }

    private static String sha256(String body) {
        return HexFormat.of().formatHex(Sha256.fresh().digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void start() {
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("webhook-call-", 0).factory());
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
        var running = threads;
        if (running != null) {
            running.shutdown();
            try {
                if (!running.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    running.shutdownNow();
                    running.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            threads = null;
        }
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
