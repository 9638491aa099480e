package org.trustledger.command.workbench.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.presentation.Phrase;
import org.trustledger.presentation.differences.Run;

/**
 * One fact on a page of its own.
 *
 * @param kind what its item is, in words
 * @param happened what it did, in words
 * @param key what it did, for a machine: {@code corrected}
 * @param catchingUp that other versions may be missing, in words; null if none can
 * @param about what is known of it, one thing a line
 * @param change what it changed; null for a pack
 * @param commit the others of its commit; none if it was recorded by itself
 * @param all the whole commit; null if {@code commit} is that
 */
public record FactPage(
        Frame frame,
        FactWords t,
        String position,
        Phrase title,
        String kind,
        String happened,
        String key,
        @Nullable String catchingUp,
        List<Line> about,
        @Nullable Phrase why,
        @Nullable Change change,
        List<Line> pack,
        List<Together> commit,
        @Nullable Way all,
        List<Way> neighbours,
        Bytes bytes) {

    /** A word that leads somewhere. */
    public record Way(String label, String href) {}

    /**
     * One thing that is known.
     *
     * @param language BCP 47 tag of the text if it is not the page's
     * @param href where it leads; null if nowhere
     * @param mono whether it is for machines: an id, a digest, a moment
     */
    public record Line(
            String label,
            String text,
            @Nullable String language,
            @Nullable String href,
            boolean mono) {}

    /**
     * Before and after.
     *
     * @param compared with what, in words
     * @param comparedWith the fact it is compared with; null if there was none
     * @param unchanged how many clauses are, in words; null for what has none, or where all changed
     * @param cut whether something is left out because it is long
     */
    public record Change(
            String compared,
            @Nullable String comparedWith,
            List<FieldShown> fields,
            List<ClauseShown> clauses,
            @Nullable String unchanged,
            boolean cut) {}

    /**
     * A field that reads differently.
     *
     * @param in the language in words; null for what is the same in every language
     * @param language its BCP 47 tag
     */
    public record FieldShown(
            String label, @Nullable String in, @Nullable String language, List<Run> runs) {}

    /**
     * A clause that is not as it was.
     *
     * @param why its own reason; null if it has none but the revision's
     * @param trigger of its own reason, in words; empty without one
     */
    public record ClauseShown(
            String title,
            String became,
            List<FieldShown> fields,
            @Nullable Phrase why,
            String trigger) {}

    /** A fact of the same commit. */
    public record Together(String position, String href, String kind, String happened, Phrase title, boolean current) {}

    /**
     * The published bytes.
     *
     * @param text the beginning of them
     * @param cut that there are more, in words; null if {@code text} is all
     */
    public record Bytes(
            String sha256,
            String size,
            String text,
            @Nullable String cut,
            String download) {}
}
