package org.trustledger.query.site;

import org.jspecify.annotations.Nullable;

/**
 * A text of the provider's as a reader gets it.
 *
 * @param language its BCP 47 tag if it is not the page's, for want of a translation; else null
 */
public record Said(String text, @Nullable String language) {
    private static final int LETTERS_OF_A_HEADING = 120;

    /** Whether it would fill the screen in the size of a page's heading. */
    public boolean isLong() {
        return text.length() > LETTERS_OF_A_HEADING;
    }
}
