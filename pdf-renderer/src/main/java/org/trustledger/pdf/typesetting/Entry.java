package org.trustledger.pdf.typesetting;

import java.util.List;

/**
 * A line of the contents page and of the bookmarks.
 *
 * @param id of the element it leads to
 */
public record Entry(String id, Passage title, List<Entry> below) {

    static Entry of(String id, Passage title) {
        return new Entry(id, title, List.of());
    }
}
