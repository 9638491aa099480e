package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timeline of what was recorded, the newest first. */
public record ChangesPage(
        Frame frame, List<ChangesShown> commits, @Nullable Pager pager) implements Framed {}
