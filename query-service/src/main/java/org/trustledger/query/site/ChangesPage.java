package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of what was recorded, the newest first.
 *
 * @param review whether changes need a second person's approval; null as long as nothing was decided about that
 * @param between the way to what the changes come to between two dates
 */
public record ChangesPage(
        Frame frame,
        @Nullable ReviewShown review,
        Link between,
        List<ChangesShown> commits,
        @Nullable Pager pager) implements Framed {}
