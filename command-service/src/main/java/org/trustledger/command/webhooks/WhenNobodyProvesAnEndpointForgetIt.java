package org.trustledger.command.webhooks;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.trustledger.command.platform.Rounds;

/** Forgets endpoints that have not answered with a challenge for days, and trials that are not counted any more. */
@Component
class WhenNobodyProvesAnEndpointForgetIt implements SmartLifecycle {
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);
    private static final Duration COUNTED = Duration.ofHours(1);
    private static final int AT_ONCE = 200;

    private final Webhooks webhooks;
    private final WebhookDesk desk;
    private final Clock clock;
    private final Rounds rounds = new Rounds("forget-unproved", this::react);

    WhenNobodyProvesAnEndpointForgetIt(Webhooks webhooks, WebhookDesk desk, Clock clock) {
        this.webhooks = webhooks;
        this.desk = desk;
        this.clock = clock;
    }

    Duration react() {
        var now = clock.instant();
        webhooks.forgetTrials(now.minus(COUNTED));
        var registeredBefore = now.minus(WebhookDesk.TO_PROVE);
        var some = webhooks.unproved(registeredBefore, AT_ONCE);
        some.forEach(id -> desk.forgetUnproved(id, registeredBefore));
        return some.size() < AT_ONCE ? LOOK_EVERY : Duration.ZERO;
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
