package org.trustledger.query.site;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total how many there are on all pages
 * @param page which page it is, from 1
 * @param pages how many pages there are, at least one
 * @param shown what is on it
 */
record Cut<T>(int total, int page, int pages, List<T> shown) {

    /** The page asked for, or the last one if there are not that many. */
    static <T> Cut<T> of(List<T> all, int asked, int onePage) {
        var pages = pages(all.size(), onePage);
        var page = Math.min(asked, pages);
        return new Cut<>(
                all.size(),
                page,
                pages,
                all.stream().skip((page - 1L) * onePage).limit(onePage).toList());
    }

    static int pages(int total, int onePage) {
        return Math.max(1, (total + onePage - 1) / onePage);
    }
}
