package org.trustledger.query.site;

import org.jspecify.annotations.Nullable;

/**
 * All that was recorded together.
 *
 * @param lead how much and when, and if somebody else approved it, in words
 * @param pager to the rest; null for none
 * @param all the way to all changes
 */
public record CommitPage(
        Frame frame,
        String title,
        String lead,
        ChangesShown commit,
        @Nullable Pager pager,
        Link all) implements Framed {}
