package org.trustledger.command.content;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.TrustCenterId;

/**
 * A document in review, under embargo, or decided on, as programs are told of it.
 *
 * @param id 32 hex digits
 * @param author opaque id
 * @param facts how many its plan would record
 * @param contentPosition that it was planned on, and can be approved on
 * @param sha256 of the document
 * @param embargo until when nothing of it is recorded; null for none
 * @param since when it came to be in this state; names what is looked at when it is decided on
 * @param reviewer opaque id; null if nobody has decided
 * @param words of whoever declined it, for its author; null for others
 * @param reason why, as the document says
 * @param applied what was recorded; null if nothing was
 */
record ChangeSet(
        String id,
        TrustCenterId trustCenter,
        ReviewState state,
        String author,
        int facts,
        long contentPosition,
        String sha256,
        @Nullable Instant embargo,
        Instant since,
        @Nullable String reviewer,
        @Nullable String words,
        @Nullable LocalizedText reason,
        @Nullable Applied applied) {

    /** @param reader who is told: the words are for its author and for whoever wrote them */
    static ChangeSet of(SentDocument sent, String reader) {
        var review = Objects.requireNonNull(sent.review());
        var plan = Objects.requireNonNull(sent.plan());
        return new ChangeSet(
                sent.id(),
                sent.trustCenter(),
                review.state(),
                sent.actor(),
                plan.facts(),
                plan.base(),
                sent.digest(),
                sent.embargo(),
                review.since(),
                review.reviewer(),
                sent.isOf(reader) || reader.equals(review.reviewer()) ? review.words() : null,
                plan.reason(),
                sent.applied());
    }

    /** The same to be kept where no words may be. */
    ChangeSet withoutWords() {
        return new ChangeSet(
                id,
                trustCenter,
                state,
                author,
                facts,
                contentPosition,
                sha256,
                embargo,
                since,
                reviewer,
                null,
                reason,
                applied);
    }
}
