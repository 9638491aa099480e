package org.trustledger.command.notices;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The end of a notice: why it is sent and by whom, and what its reader can do about it by links of their own.
 *
 * @param links in the order in which they stand
 */
public record NoticeFoot(String why, String questions, String zone, List<Own> links) {
    public NoticeFoot {
        links = List.copyOf(links);
    }

    /**
     * A link of the reader's own.
     *
     * @param words what stands before it
     */
    public record Own(OwnLink link, String words, String href) {}

    /** The same with links that lead somewhere. */
    NoticeFoot to(Map<OwnLink, String> hrefs) {
        return new NoticeFoot(
                why,
                questions,
                zone,
                links.stream()
                        .map(own -> new Own(own.link(), own.words(), Objects.requireNonNull(hrefs.get(own.link()))))
                        .toList());
    }

    /** Leaves the links out: they are the reader's own. */
    @Override
    public String toString() {
        return "NoticeFoot[%s]".formatted(why);
    }
}
