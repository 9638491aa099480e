package org.trustledger.query.site;

import org.jspecify.annotations.Nullable;

/**
 * The pack of the page, or the way to ask for it.
 *
 * @param download null if there is none yet
 * @param ask null if there is nothing to ask for
 * @param again the page itself, to see whether what is made unasked has come; null if nothing is awaited
 */
public record PackCard(
        String lead,
        @Nullable Download download,
        @Nullable String remark,
        @Nullable Ask ask,
        @Nullable String again,
        String another,
        @Nullable String all) {

    /** A sealed file. */
    public record Download(String label, String href, String position, String digest, boolean demonstration) {}

    /**
     * A form of one button.
     *
     * @param lang the language of the page
     * @param validAt,recordedAt empty for now
     */
    public record Ask(
            String label,
            String action,
            String lang,
            String scope,
            String language,
            String validAt,
            String recordedAt) {}
}
