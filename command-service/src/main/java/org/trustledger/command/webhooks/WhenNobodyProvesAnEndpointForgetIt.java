package org.trustledger.command.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.platform.Rounds;

/** Forgets endpoints that have not answered with a challenge for days, and trials that are not counted any more. */
@Component
class WhenNobodyProvesAnEndpointForgetIt implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WhenNobodyProvesAnEndpointForgetIt.class);
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
        var forgotten =
                some.stream().filter(id -> isForgotten(id, registeredBefore)).count();
        return forgotten == AT_ONCE ? Duration.ZERO : LOOK_EVERY;
    }

    /** One that cannot be forgotten just now keeps no other waiting. */
    private boolean isForgotten(PersonId id, Instant registeredBefore) {
        try {
            desk.forgetUnproved(id, registeredBefore);
            return true;
        } catch (DataAccessException | TransactionException trouble) {
            LOG.warn("Endpoint {} is not forgotten yet", id, trouble);
            return false;
        }
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
