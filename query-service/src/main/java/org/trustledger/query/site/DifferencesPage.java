package org.trustledger.query.site;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What reads differently between two dates, or between the date that is read and today.
 *
 * @param counted how much differs, in words; null where no date was chosen, so that there is nothing to compare with
 * @param tally what became of how many, in words; empty for nothing
 * @param announced what is known at the second date to come or to end only later
 * @param pack of the same, whatever kinds and tags were chosen; null where two dates were not chosen
 * @param pager to the rest; null for none
 */
public record DifferencesPage(
        Frame frame,
        String lead,
        Form form,
        @Nullable String counted,
        String tally,
        List<DifferingShown> items,
        List<AnnouncedShown> announced,
        @Nullable PackCard pack,
        @Nullable Pager pager)
        implements Framed {

    /**
     * By which any two dates are compared.
     *
     * @param hidden what is sent along
     * @param from as a field for a date has it; empty for none
     */
    public record Form(
            String action,
            Map<String, String> hidden,
            String from,
            String to,
            List<Option> kinds,
            List<Option> categories,
            List<Option> tags) {}

    /** What a feed says of one item. */
    public record Told(Texts texts, DifferingShown item) {}

    /** One that can be chosen. */
    public record Option(String value, String label, boolean chosen) {}

    /**
     * Something that comes or ends later.
     *
     * @param when in words
     * @param kind of item, in words
     */
    public record AnnouncedShown(String when, String kind, Said title, String href) {}

    /**
     * Something that was stated on the way.
     *
     * @param when since when it applies, in words
     * @param correction that it corrects, in words; null if it does not
     */
    public record StepShown(
            String when,
            String iso,
            String position,
            @Nullable String correction,
            Said why) {}

    /**
     * One item.
     *
     * @param kind of item, in words
     * @param became what is different, in words
     * @param history the way to every version of it
     * @param why the reason of what it reads from then on, or of its removal
     * @param steps what was stated of it on the way, if that is more than one thing
     * @param stepsTold how many these are, and whether they are all, in words
     * @param changes word by word; empty where it is stated on one side only, or by clauses
     * @param elsewhere in which other languages something reads differently, in words; null if in none
     * @param redline the way to the comparison clause by clause; null if the item has no clauses or only one side
     */
    public record DifferingShown(
            String anchor,
            String kind,
            String became,
            Said title,
            String history,
            Said why,
            List<StepShown> steps,
            String stepsTold,
            List<HistoryShown.ChangeShown> changes,
            @Nullable String elsewhere,
            @Nullable Link redline,
            Margin margin) {}
}
