package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agreement as one revision words it.
 *
 * @param page address of its own page
 * @param why what made the provider revise it
 * @param size how many clauses, in words
 * @param redline against the revision before; null for the first
 */
public record AgreementShown(
        String anchor,
        Said title,
        String page,
        Margin margin,
        Why why,
        String size,
        @Nullable Link redline,
        List<Revision> revisions,
        List<ClauseShown> clauses) {

    /**
     * One of its revisions.
     *
     * @param remark that it is the one shown, or that it is not yet in force; null otherwise
     */
    public record Revision(
            String label,
            String day,
            String iso,
            String trigger,
            Said reason,
            String href,
            @Nullable String remark,
            boolean coming) {}

    /**
     * One of its clauses.
     *
     * @param link its address on the agreement's own page
     * @param why what made this revision change the clause, where that is a reason of its own; null otherwise
     * @param was the number it had before this revision or an earlier one; null if it always had this one
     * @param history address of its own page
     */
    public record ClauseShown(
            String anchor,
            String number,
            Said heading,
            String link,
            String permalink,
            String html,
            @Nullable String htmlLanguage,
            @Nullable Why why,
            @Nullable String was,
            String history,
            Margin margin) {}

    /**
     * Why an agreement or a clause was revised.
     *
     * @param trigger in words; empty where an agreement was withdrawn
     * @param legalSource null if no provision asked for it
     */
    public record Why(String trigger, Said reason, @Nullable Said legalSource) {}
}
