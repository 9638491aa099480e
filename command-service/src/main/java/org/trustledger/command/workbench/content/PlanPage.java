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
 * @param until until when it is under embargo; null if it is not
 * @param embargo where it is put under embargo; null if it is not to be changed
 * @param review how far it has come with others; null if they were not asked, or this is one part only
 * @param ask whom nobody has to ask and who can; null if they have to, or cannot
 * @param decision what this person can do to have it recorded; null for nothing
 * @param notYours why this person may not apply it; null if they may
 * @param again where the ticks are sent to
 * @param write where it is written on at; null if it is no edit of one answer, or not to be changed
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
        @Nullable String until,
        @Nullable Embargo embargo,
        @Nullable ReviewShown review,
        @Nullable Decision decision,
        @Nullable Ask ask,
        @Nullable String notYours,
        String again,
        String whole,
        @Nullable String discard,
        @Nullable Link write,
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
     * The form by which it is applied, sent for review or approved.
     *
     * @param removals how many items go; empty if none
     * @param field name of the value that says what was looked at
     * @param atEnd whether the plan is to be read before
     */
    public record Decision(
            String title,
            String warning,
            String removals,
            String action,
            String field,
            String value,
            String button,
            boolean atEnd) {}

    /**
     * The form by which it is put under embargo.
     *
     * @param day ISO date; empty if it is under none
     * @param time such as {@code 08:00}
     * @param first day that can be chosen
     * @param isUnder whether it is, and so can be without
     */
    public record Embargo(String action, String zone, String day, String time, String first, boolean isUnder) {}

    /** The form by which others are asked who need not be. */
    public record Ask(String action, String planned, String button) {}

    /**
     * How far it has come with others.
     *
     * @param words of whoever declined it; null for none
     * @param withdraw where it is taken back, and how that is called; null if it is not this person's
     * @param decline null if it is not theirs to decline
     */
    public record ReviewShown(
            String title,
            String text,
            @Nullable String words,
            @Nullable Link withdraw,
            @Nullable Decline decline) {}

    /**
     * The form by which it is declined or called off.
     *
     * @param lookedAt which review was looked at
     * @param words that were sent before
     * @param wrong whether they did not do
     * @param most how many characters do
     */
    public record Decline(
            String title, String button, String action, String lookedAt, String words, boolean wrong, int most) {}
}
