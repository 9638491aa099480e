package org.trustledger.command.notices;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.ClauseReason;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Trigger;

/**
 * What became of an answer, an agreement, a sub-processor or a data center.
 *
 * @param named a content of it without its text, for its name
 * @param ends whether nothing applies from then on; of what was withdrawn, whether that had been announced
 * @param before what applied before, or was announced and is withdrawn; null if nothing, or if only its title is told
 * @param after what applies from then on; null if nothing, or if only its title is told
 * @param onRequest whether its text is handed out to those who ask for it, so that only its title is told here
 * @param whys why, in the order of recording; none where only its title is told
 */
public record ToldItem(
        ToldKind kind,
        String item,
        Happened happened,
        Content named,
        When when,
        boolean ends,
        @Nullable Version before,
        @Nullable Version after,
        boolean onRequest,
        List<Why> whys,
        long position,
        Instant recordedAt,
        List<String> topics)
        implements ToldChange {

    public ToldItem {
        whys = List.copyOf(whys);
        topics = List.copyOf(topics);
    }

    /**
     * Of which time it is told.
     *
     * @param from since when it is so; of what was withdrawn, when it would have come
     * @param until until when it was so, if what is corrected is past; null if it goes on
     * @param formerly since or for when it was known before; null if that was no other day
     */
    public record When(
            Instant from, @Nullable Instant until, @Nullable Instant formerly) {
        static When from(Instant from) {
            return new When(from, null, null);
        }
    }

    /**
     * What it reads from a moment on.
     *
     * @param position of the fact that states it
     * @param revision number of this version of the item
     */
    public record Version(long position, int revision, Instant from, Content content) {}

    /**
     * A reason that was recorded with it.
     *
     * @param trigger what made the provider revise an agreement; null for another kind
     * @param legalSource the provision or decision that asked for it; null if none did
     * @param clauses why single clauses of an agreement changed
     */
    public record Why(
            LocalizedText reason,
            @Nullable Trigger trigger,
            @Nullable LocalizedText legalSource,
            List<ClauseReason> clauses) {
        public Why {
            clauses = List.copyOf(clauses);
        }
    }

    @Override
    public ToldItem abridged() {
        return new ToldItem(
                kind,
                item,
                happened,
                nameOf(named),
                when,
                ends,
                null,
                null,
                onRequest,
                List.of(),
                position,
                recordedAt,
                topics);
    }

    /** Whether what it reads, or read, is told with it. */
    public boolean isWhole() {
        return before != null || after != null;
    }

    /** The content without its text. */
    static Content nameOf(Content content) {
        return switch (content) {
            case Answer answer -> new Answer(answer.order(), answer.category(), answer.tags(), answer.question(), null);
            case AgreementRevision revision ->
                new AgreementRevision(
                        revision.order(), revision.title(), revision.trigger(), null, List.of(), List.of());
            default -> content;
        };
    }
}
