package org.trustledger.command.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.presentation.Phrase;

/** What waits for whoever opens it. */
public record HomePage(Frame frame, List<Line> troubles, List<Line> tasks, List<Line> coming, List<Line> news) {

    /**
     * @param more what follows the text; empty for nothing
     * @param day when, as shown; null for none
     * @param iso the same as {@code 2026-03-12}
     */
    public record Line(
            Phrase text,
            String more,
            String href,
            @Nullable String day,
            @Nullable String iso) {}

    /** Whether there is nothing to do and nothing to know. */
    public boolean nothingWaits() {
        return troubles.isEmpty() && tasks.isEmpty() && coming.isEmpty();
    }
}
