package org.trustledger.command.workbench.outline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;
import org.trustledger.presentation.Phrase;

/**
 * The profile, the pillars, the categories and the tags.
 *
 * @param loading where the first document is loaded; null if there is one
 * @param profile the way to it; null as long as there is none
 */
public record OutlinePage(
        Frame frame,
        OutlineTexts texts,
        @Nullable Link loading,
        @Nullable Link profile,
        List<Part> parts) {

    /**
     * The items of one kind.
     *
     * @param order the way to another order; null if there are too few for one
     */
    public record Part(
            String id,
            String title,
            List<Row> rows,
            Link add,
            @Nullable Link order) {}

    /**
     * @param answers how many use it, in words; null where answers do not
     * @param order the way to another order of its answers; null if there are too few for one
     * @param announced from when it reads otherwise, in words; null if nothing is announced
     */
    public record Row(
            String href,
            Phrase name,
            String id,
            @Nullable String answers,
            @Nullable Link order,
            @Nullable String announced) {}
}
