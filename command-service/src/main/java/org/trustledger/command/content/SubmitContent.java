package org.trustledger.command.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.platform.Answered;

/**
 * Command: apply a document at once, or keep it until its embargo ends, or where somebody has to approve it, send it
 * for review.
 *
 * @param bytes of the document, to be kept while it waits
 * @param embargo until when nothing of it is to be recorded; null for none
 */
record SubmitContent(
        ApplyContent change,
        byte[] bytes,
        DocumentFormat format,
        @Nullable Instant embargo) implements Answered<Submitted> {
    @Override
    public Class<Submitted> answer() {
        return Submitted.class;
    }
}
