package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.presentation.differences.Run;

/**
 * How one clause of an agreement came to read as it does.
 *
 * @param heading with its number, as it reads at the point in time, else as it read last
 * @param html safe markup of its text at the point in time; null if the agreement does not have it then
 * @param versions the newest first
 * @param superseded wordings that stand nowhere any more
 * @param agreement the way to the whole
 */
public record ClausePage(
        Frame frame,
        Said heading,
        @Nullable String html,
        @Nullable String htmlLanguage,
        List<VersionShown> versions,
        List<VersionShown> superseded,
        Link agreement)
        implements Framed {

    /**
     * A wording, and what it changed.
     *
     * @param became what the revision did to the clause, in words
     * @param stands from when until when, in words
     * @param why the clause's own reason, or the revision's
     * @param text against the wording before it
     * @param language BCP 47 tag if it is not the page's
     */
    public record VersionShown(
            String anchor,
            Margin margin,
            String became,
            String stands,
            AgreementShown.Why why,
            String heading,
            List<Run> text,
            @Nullable String language) {}
}
