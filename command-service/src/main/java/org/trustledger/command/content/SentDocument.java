package org.trustledger.command.content;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.platform.Sha256;
import org.trustledger.events.TrustCenterId;

/**
 * A document that somebody sent to the workbench, without its bytes.
 *
 * @param id 32 hex digits
 * @param typed whether it came out of a text field and not out of a file
 * @param digest SHA-256 of its bytes, as hex
 * @param base content position that whoever sent it chose to plan on; null for what the document says
 * @param removals items that are to go, as they were ticked last
 * @param embargo until when nothing of it is to be recorded; once it was applied, what was waited for; null for none
 * @param plan the last one; null if there was none
 * @param trouble why it was not planned or not applied; null if nothing is in the way
 * @param attempt to apply it; null if there was none, or it was refused
 * @param applied what came of it; null if it was not applied
 * @param edit of one answer that it was made of; null if somebody sent it as a document
 * @param review what others make of it; null if they were not asked, or not any more
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
        @Nullable Instant embargo,
        @Nullable Planned plan,
        @Nullable Trouble trouble,
        @Nullable Attempt attempt,
        @Nullable Applied applied,
        @Nullable AnswerEdit edit,
        @Nullable Review review) {

    /** @param correlationId also that of the facts */
    public record Attempt(Instant at, String correlationId) {}

    public SentDocument {
        removals = Set.copyOf(removals);
    }

    /** The same document, as it was found when it was planned once more. */
    SentDocument with(
            @Nullable Long newBase,
            Set<String> newRemovals,
            @Nullable Instant newEmbargo,
            @Nullable Planned newPlan,
            @Nullable Trouble newTrouble) {
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
                newEmbargo,
                newPlan,
                newTrouble,
                attempt,
                applied,
                edit,
                review);
    }

    /** The same made anew of an edit. */
    SentDocument madeOf(AnswerEdit newEdit, byte[] bytes) {
        return new SentDocument(
                id,
                trustCenter,
                actor,
                sentAt,
                format,
                typed,
                HexFormat.of().formatHex(Sha256.fresh().digest(bytes)),
                bytes.length,
                base,
                removals,
                embargo,
                plan,
                trouble,
                attempt,
                applied,
                newEdit,
                review);
    }

    /** Whether it is others' or the calendar's turn, and so is not to be changed. */
    public boolean isWaiting() {
        return review != null && review.state().isWaiting();
    }

    /** Whether it is recorded when its embargo ends. */
    public boolean isEmbargoed() {
        return review != null && review.state() == ReviewState.EMBARGOED;
    }

    /** Whether its embargo ended and it was not recorded. */
    public boolean isOvertaken() {
        return review != null && review.state() == ReviewState.OVERTAKEN;
    }

    /** Whether others are asked to decide on it. */
    public boolean isInReview() {
        return review != null && review.state() == ReviewState.IN_REVIEW;
    }

    /** Whether others have approved it, and it was recorded with that. */
    public boolean isApproved() {
        return review != null && review.state() == ReviewState.APPROVED;
    }

    /** Whether others have declined it. */
    public boolean isDeclined() {
        return review != null && review.state() == ReviewState.DECLINED;
    }

    /** Whether somebody has written it, and so must not decide on it. */
    public boolean isOf(String anybody) {
        return actor.equals(anybody);
    }
}
