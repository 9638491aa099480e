package org.trustledger.command.content;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.TrustCenterId;

/**
 * A document that somebody sent to the workbench, without its bytes.
 *
 * @param id 32 hex digits
 * @param typed whether it came out of a text field and not out of a file
 * @param digest SHA-256 of its bytes, as hex
 * @param base content position that whoever sent it chose to plan on; null for what the document says
 * @param removals items that are to go, as they were ticked last
 * @param plan the last one; null if there was none
 * @param trouble why it was not planned or not applied; null if nothing is in the way
 * @param attempt to apply it; null if there was none, or it was refused
 * @param applied what came of it; null if it was not applied
 */
public record SentDocument(
        String id,
        TrustCenterId trustCenter,
        String actor,
        Instant sentAt,
        DocumentFormat format,
        boolean typed,
        String digest,
        int size,
        @Nullable Long base,
        Set<String> removals,
        @Nullable Planned plan,
        @Nullable Trouble trouble,
        @Nullable Attempt attempt,
        @Nullable Applied applied) {

    /** @param correlationId also that of the facts */
    public record Attempt(Instant at, String correlationId) {}

    public SentDocument {
        removals = Set.copyOf(removals);
    }

    /** The same document, as it was found when it was planned once more. */
    SentDocument with(
            @Nullable Long newBase, Set<String> newRemovals, @Nullable Planned newPlan, @Nullable Trouble newTrouble) {
        return new SentDocument(
                id,
                trustCenter,
                actor,
                sentAt,
                format,
                typed,
                digest,
                size,
                newBase,
                newRemovals,
                newPlan,
                newTrouble,
                attempt,
                applied);
    }
}
