package org.trustledger.command.content;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.trustledger.command.platform.Rounds;

/** Forgets documents that were sent and not applied, and what came of those that were. */
@Component
class WhenDocumentsAgeForgetThem implements SmartLifecycle {
    private static final Duration SWEEP = Duration.ofMinutes(10);

    private final SentDocuments documents;
    private final Clock clock;
    private final Rounds rounds = new Rounds("forget-sent-documents", this::react);

    WhenDocumentsAgeForgetThem(SentDocuments documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    Duration react() {
        documents.forget(clock.instant().minus(SentDocuments.KEPT));
        return SWEEP;
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
