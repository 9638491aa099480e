package org.trustledger.command.workbench.content;

import org.jspecify.annotations.Nullable;

/**
 * The way to the other pages of a list.
 *
 * @param place which page of how many, in words
 */
public record Pager(
        String place, @Nullable String previous, @Nullable String next) {
    /**
     * @param page from 1 on
     * @param address what the number is put after
     * @return null if there is one page only
     */
    static @Nullable Pager of(ContentTexts texts, int page, int pages, String address) {
        return pages <= 1
                ? null
                : new Pager(
                        texts.say(ContentText.PAGER_PLACE, page, pages),
                        page == 1 ? null : address + (page - 1),
                        page == pages ? null : address + (page + 1));
    }

    static int pages(int count, int onEach) {
        return Math.max(1, (count + onEach - 1) / onEach);
    }
}
