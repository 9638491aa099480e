package org.trustledger.command.packs;

import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.platform.Rounds;

/**
 * Asks again for packs that stay requested: with Kafka's data their requests are lost, and nothing there says so. A
 * press that was only slow has the pack to make twice and reports the same.
 */
@Component
class WhenPressKeepsSilentAskAgain implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WhenPressKeepsSilentAskAgain.class);
    private static final Duration SWEEP = Duration.ofSeconds(15);
    // A press that is down for a day must not come back to a flood.
    private static final int MOST_AT_ONCE = 100;

    private final Packs packs;
    private final CommandGateway commands;
    private final PackSettings settings;
    private final Rounds rounds = new Rounds("ask-again-for-packs", this::react);

    WhenPressKeepsSilentAskAgain(Packs packs, CommandGateway commands, PackSettings settings) {
        this.packs = packs;
        this.commands = commands;
        this.settings = settings;
    }

    Duration react() {
        for (var pack : packs.overdue(settings.askAgainAfter(), MOST_AT_ONCE)) {
            var correlationId = CorrelationId.fresh();
            commands.sendAndWait(new AskAgain(pack, correlationId));
            LOG.warn("The press keeps silent about pack {}: asked again under {}", pack, correlationId);
        }
        return settings.askAgainAfter().compareTo(SWEEP) < 0 ? settings.askAgainAfter() : SWEEP;
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
