package org.trustledger.command.content;

import java.time.Clock;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.platform.Refusal;
import org.trustledger.command.platform.Rounds;

/**
 * Records what was approved for a later day when that day has come, or when an office is up again after it. What would
 * come to something else by then is recorded by nobody and waits for people.
 */
@Component
class WhenEmbargoesEndRecordThem implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WhenEmbargoesEndRecordThem.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int TRIES = 4;

    private final SentDocuments documents;
    private final CommandGateway commands;
    private final Clock clock;
    private final Rounds rounds = new Rounds("end-embargoes", this::react);

    WhenEmbargoesEndRecordThem(SentDocuments documents, CommandGateway commands, Clock clock) {
        this.documents = documents;
        this.commands = commands;
        this.clock = clock;
    }

    Duration react() {
        RuntimeException trouble = null;
        for (var due : documents.due(clock.instant())) {
            trouble = end(due, trouble);
        }
        if (trouble != null) {
            throw trouble;
        }
        return LOOK;
    }

    /** One that fails does not keep the others waiting. */
    private @Nullable RuntimeException end(SentDocuments.Place due, @Nullable RuntimeException before) {
        var correlationId = CorrelationId.fresh();
        try (var _ = MDC.putCloseable(CorrelationId.ATTRIBUTE, correlationId)) {
            end(due, correlationId);
            return before;
        } catch (RuntimeException failure) {
            var told = new IllegalStateException(
                    "Change set %s of %s, whose embargo has ended, cannot be recorded"
                            .formatted(due.document(), due.trustCenter()),
                    failure);
            if (before == null) {
                return told;
            }
            before.addSuppressed(told);
            return before;
        }
    }

    private void end(SentDocuments.Place due, String correlationId) {
        for (var tries = 1; ; tries++) {
            try {
                commands.sendAndWait(new EndEmbargo(due.trustCenter(), due.document(), correlationId));
                return;
            } catch (ChangedMeanwhile | PlanPassed changed) {
                // Somebody may have recorded just now what is not in its way: held against that it may stand.
                if (tries == TRIES) {
                    miss(due, changed, correlationId);
                    return;
                }
            } catch (Refusal refusal) {
                miss(due, refusal, correlationId);
                return;
            }
        }
    }

    private void miss(SentDocuments.Place due, Refusal refusal, String correlationId) {
        LOG.warn("Change set {} is not recorded at the end of its embargo: {}", due.document(), refusal.toString());
        commands.sendAndWait(new MissEmbargo(due.trustCenter(), due.document(), Trouble.of(refusal), correlationId));
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
