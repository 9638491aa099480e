package org.trustledger.command.subscriptions;

import java.time.Clock;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.platform.Rounds;

/**
 * Forgets whoever was asked and has not said for days that the address is theirs, and who asked how often. Puts on
 * record too whom an office that died had no time to: those whose key was found missing.
 */
@Component
class WhenNobodyConfirmsForgetThem implements SmartLifecycle {
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);
    private static final int AT_ONCE = 200;

    private final Subscribers subscribers;
    private final SignUps signUps;
    private final CommandGateway commands;
    private final Clock clock;
    private final Rounds rounds = new Rounds("forget-unconfirmed", this::react);

    WhenNobodyConfirmsForgetThem(Subscribers subscribers, SignUps signUps, CommandGateway commands, Clock clock) {
        this.subscribers = subscribers;
        this.signUps = signUps;
        this.commands = commands;
        this.clock = clock;
    }

    Duration react() {
        var now = clock.instant();
        signUps.forget(now.minus(SubscriptionDesk.HOUR), now);
        subscribers
                .unrecorded(AT_ONCE)
                .forEach(each -> commands.sendAndWait(new RecordForgotten(each, CorrelationId.fresh())));
        var askedBefore = now.minus(SubscriptionDesk.TO_CONFIRM);
        var some = subscribers.unconfirmed(askedBefore, AT_ONCE);
        some.forEach(subscriber -> commands.sendAndWait(new ForgetUnconfirmed(subscriber, askedBefore)));
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
