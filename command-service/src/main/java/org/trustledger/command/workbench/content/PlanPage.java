package org.trustledger.command.workbench.content;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;

/**
 * What a document would change, or one part of it.
 *
 * @param language BCP 47 tag of the items' titles
 * @param lead how much, and on which content position
 * @param sent what was sent and when
 * @param trouble what keeps it from being planned or applied as was asked; null if nothing does
 * @param parts those that have something in them
 * @param apply null if nothing would be recorded, or this is one part only
 * @param notYours why this person may not apply it; null if they may
 * @param again where the ticks are sent to
 * @param back from one part to all of them; null if these are all
 */
public record PlanPage(
        Frame frame,
        ContentTexts texts,
        String language,
        Content lead,
        SentLine sent,
        @Nullable TroubleShown trouble,
        List<Link> counts,
        List<PartShown> parts,
        @Nullable Apply apply,
        @Nullable String notYours,
        String again,
        String whole,
        @Nullable String discard,
        @Nullable Link back) {

    /**
     * A part of the plan.
     *
     * @param isTicked whether its items can be ticked for removal
     * @param all to where it is shown from end to end; null if it is here
     * @param pager null if there is one page
     */
    public record PartShown(
            String key,
            String title,
            String help,
            boolean isTicked,
            List<LineShown> lines,
            List<LeftOutShown> leftOut,
            @Nullable Link all,
            @Nullable Pager pager) {}

    /** What the document does not mention. */
    public record LeftOutShown(String item, String title, boolean ticked) {}

    /**
     * The form by which it is applied.
     *
     * @param planned which plan was looked at
     * @param removals how many items go; empty if none
     */
    public record Apply(String action, String planned, String removals, String button) {}
}
