package org.trustledger.command.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts and times every command by its name and outcome, and leaves a line of each in the log. */
@Component
class CommandsMeasured implements MessageHandlerInterceptor<CommandMessage<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(CommandsMeasured.class);

    private final MeterRegistry meters;

    CommandsMeasured(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        var name = unit.getMessage().getPayloadType().getSimpleName();
        var timer = Timer.start(meters);
        var outcome = "failed";
        try {
            var answer = chain.proceed();
            outcome = "accepted";
            return answer;
        } catch (Refusal refusal) {
            outcome = "refused";
            throw refusal;
        } finally {
            timer.stop(Timer.builder("trust.ledger.commands")
                    .description("Commands taken, by name and outcome")
                    .tags("command", name, "outcome", outcome)
                    .register(meters));
            LOG.info("{} {}", name, outcome);
        }
    }
}
