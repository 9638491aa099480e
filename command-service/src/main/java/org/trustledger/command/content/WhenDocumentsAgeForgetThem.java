package org.trustledger.command.content;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.trustledger.command.platform.Rounds;

/** Forgets documents that were sent and not applied, what came of those that were, drafts and spreadsheets. */
@Component
class WhenDocumentsAgeForgetThem implements SmartLifecycle {
    private static final Duration SWEEP = Duration.ofMinutes(10);

    private final SentDocuments documents;
    private final AnswerDrafts drafts;
    private final SentSheets sheets;
    private final Clock clock;
    private final Rounds rounds = new Rounds("forget-sent-documents", this::react);

    WhenDocumentsAgeForgetThem(SentDocuments documents, AnswerDrafts drafts, SentSheets sheets, Clock clock) {
        this.documents = documents;
        this.drafts = drafts;
        this.sheets = sheets;
        this.clock = clock;
    }

    Duration react() {
        documents.forget(clock.instant().minus(SentDocuments.KEPT));
        drafts.forget(clock.instant().minus(AnswerDesk.KEPT));
        sheets.forget(clock.instant().minus(SentDocuments.KEPT));
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
