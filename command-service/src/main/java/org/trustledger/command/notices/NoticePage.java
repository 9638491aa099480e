package org.trustledger.command.notices;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.presentation.Phrase;
import org.trustledger.presentation.differences.Redline;
import org.trustledger.presentation.differences.Run;

/**
 * What a notice says, to be set as HTML; its end, which is another for each subscriber, is {@link NoticeFoot}.
 *
 * @param changes those that are told whole
 * @param more the rest; null if there is none
 */
public record NoticePage(
        String language,
        String subject,
        String lead,
        Labels labels,
        List<Change> changes,
        @Nullable More more) {

    public NoticePage {
        changes = List.copyOf(changes);
    }

    /** What stands at every change that has it. */
    public record Labels(String why, String legalSource, String field, String redlineRemoved, String redlineAdded) {
        /** Printed runs, those that differ named for who hears them read out. */
        public Content redline(List<Run> runs) {
            return new Redline(redlineRemoved, redlineAdded).of(runs);
        }
    }

    /**
     * One change.
     *
     * @param kicker its kind and what happened
     * @param href of its permanent page
     * @param when since when, the date between {@code **}
     * @param notes sentences that stand below
     */
    public record Change(
            String kicker,
            Phrase title,
            String href,
            Sentence when,
            List<Why> whys,
            @Nullable Table table,
            List<Redlined> redlines,
            List<ClauseShown> clauses,
            @Nullable Prose prose,
            List<String> notes,
            List<Link> links,
            String recorded) {
        public Change {
            whys = List.copyOf(whys);
            redlines = List.copyOf(redlines);
            clauses = List.copyOf(clauses);
            notes = List.copyOf(notes);
            links = List.copyOf(links);
        }
    }

    /**
     * @param text without any markup
     * @param markup the same with the date strong
     */
    public record Sentence(String text, Content markup) {}

    /** @param trigger what made the provider revise an agreement; null for another kind */
    public record Why(
            @Nullable String trigger,
            Phrase reason,
            @Nullable Phrase legalSource) {}

    /**
     * Fields of a sub-processor or a data center, or of an answer beside its text.
     *
     * @param before head of the column; null if there is but one
     * @param after head of the other; null if there is but one
     */
    public record Table(@Nullable String before, @Nullable String after, List<Row> rows) {
        public Table {
            rows = List.copyOf(rows);
        }
    }

    /** What of a field stands in either column. */
    public record Row(String label, Phrase before, Phrase after) {}

    /**
     * A text with what was struck out and put in.
     *
     * @param label null where it is plain which text it is
     * @param language null if it is the letter's
     */
    public record Redlined(@Nullable String label, @Nullable String language, List<Run> runs) {
        public Redlined {
            runs = List.copyOf(runs);
        }
    }

    /**
     * What became of a clause.
     *
     * @param number as printed, with the one it had where that is another
     * @param became in words
     * @param moved whether it stands elsewhere
     * @param text none if its text stayed as it was
     */
    public record ClauseShown(
            String number,
            String became,
            boolean moved,
            @Nullable String language,
            List<Run> heading,
            List<Run> text,
            @Nullable Why why) {
        public ClauseShown {
            heading = List.copyOf(heading);
            text = List.copyOf(text);
        }
    }

    /**
     * A text that is new.
     *
     * @param language null if it is the letter's
     * @param text without any markup
     */
    public record Prose(@Nullable String language, Content markup, String text) {}

    public record Link(String label, String href) {}

    /**
     * What there is no room for.
     *
     * @param leftOut how many are not even named, in words; null if none
     */
    public record More(
            String title, List<Titled> titles, @Nullable String leftOut, Link all) {
        public More {
            titles = List.copyOf(titles);
        }
    }

    public record Titled(String kicker, Phrase title, String href) {}
}
