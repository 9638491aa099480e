package org.trustledger.command.workbench.ledger;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.trustledger.command.platform.Rounds;

/**
 * Keeps the lines by which facts are found near the ledger's end, a little at a time. Not woken by commits: whoever
 * looks catches up, and whoever records is in more of a hurry.
 */
@Component
class WhenFactsAreRecordedKeepLines implements SmartLifecycle {
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private final FactLines lines;
    private final Rounds rounds = new Rounds("keep-fact-lines", this::react);

    WhenFactsAreRecordedKeepLines(FactLines lines) {
        this.lines = lines;
    }

    /** @return no pause while a ledger is further behind than one round goes */
    Duration react() {
        var pause = SWEEP;
        for (var behind : lines.behind().entrySet()) {
            if (lines.catchUp(behind.getKey()) < behind.getValue()) {
                pause = Duration.ZERO;
            }
        }
        return pause;
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
