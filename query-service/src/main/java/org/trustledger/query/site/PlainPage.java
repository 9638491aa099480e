package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page with a heading, a sentence and the ways on: for what is empty, missing or went wrong.
 *
 * @param search where looking for it may help; null where it cannot
 * @param technical for the operator; null for none
 */
public record PlainPage(
        Frame frame,
        String title,
        String text,
        List<Link> ways,
        SearchPage.@Nullable Form search,
        @Nullable String technical)
        implements Framed {}
