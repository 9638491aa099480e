package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of what was recorded, the newest first.
 *
 * @param between the way to what the changes come to between two dates
 */
public record ChangesPage(
        Frame frame,
        Link between,
        List<ChangesShown> commits,
        @Nullable Pager pager) implements Framed {}
