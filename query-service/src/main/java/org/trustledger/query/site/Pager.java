package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to the other pages of a list.
 *
 * @param place which page of how many, in words
 * @param pages the first, the last and those around this one; null where some are left out
 */
public record Pager(
        String place, @Nullable String previous, @Nullable String next, List<@Nullable Page> pages) {
    private static final int AROUND = 2;

    /** One of the pages. */
    public record Page(int number, String href, boolean current) {}

    /** Null if the list has one page only. */
    static @Nullable Pager of(Reader reader, PageAddress list, Cut<?> cut) {
        var page = cut.page();
        var pages = cut.pages();
        if (pages == 1) {
            return null;
        }
        var shown = new ArrayList<@Nullable Page>();
        for (var number = 1; number <= pages; number++) {
            if (number == 1 || number == pages || Math.abs(number - page) <= AROUND) {
                shown.add(new Page(number, list.withPage(number).href(), number == page));
            } else if (shown.getLast() != null) {
                shown.add(null);
            }
        }
        return new Pager(
                reader.say(Text.PAGER_PLACE, page, pages),
                page == 1 ? null : list.withPage(page - 1).href(),
                page == pages ? null : list.withPage(page + 1).href(),
                Collections.unmodifiableList(shown));
    }
}
