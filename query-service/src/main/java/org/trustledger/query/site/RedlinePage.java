package org.trustledger.query.site;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trustledger.presentation.differences.Run;

/**
 * What differs between two revisions of an agreement, clause by clause.
 *
 * @param summary how many clauses became what, in words
 * @param title as another revision words it; null if it stayed
 * @param agreement its own page
 */
public record RedlinePage(
        Frame frame,
        Said agreementTitle,
        Side from,
        Side to,
        String summary,
        @Nullable List<Run> title,
        List<ClauseShown> clauses,
        Form form,
        String agreement)
        implements Framed {

    /**
     * One of the two revisions compared.
     *
     * @param label which revision it is, or that the agreement said nothing then
     * @param applies since when, in words; null if it said nothing
     * @param why what it was revised for; null if it said nothing
     */
    public record Side(String label, @Nullable String applies, AgreementShown.@Nullable Why why) {}

    /**
     * A clause that is not as it was.
     *
     * @param numbers its number, or the old and the new
     * @param became what became of it, in words
     * @param moved whether it stands in another place
     * @param heading as it was and is
     * @param text as it was and is; empty where only its number or its place is new
     * @param language BCP 47 tag if it is not the page's
     * @param why its own reason; null if it has none but the revision's
     * @param history its own page
     */
    public record ClauseShown(
            String anchor,
            String numbers,
            String became,
            boolean moved,
            List<Run> heading,
            List<Run> text,
            @Nullable String language,
            AgreementShown.@Nullable Why why,
            Link history) {}

    /** Which revisions to compare. */
    public record Form(
            String action,
            Map<String, String> hidden,
            List<Option> from,
            List<Option> to,
            String fromDate,
            String toDate) {}

    /** A revision to be chosen. */
    public record Option(String value, String label, boolean chosen) {}
}
