package org.trustledger.query.site;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** How a feed can be had. Its address ends accordingly; what it tells is the same. */
enum FeedFormat {
    /** RFC 4287, with archives as RFC 5005 has them. */
    ATOM(".atom", MediaType.APPLICATION_ATOM_XML, "Atom"),
    /** JSON Feed 1.1. */
    JSON(".json", new MediaType("application", "feed+json"), "JSON Feed");

    private final String suffix;
    private final MediaType type;
    private final String label;

    FeedFormat(String suffix, MediaType type, String label) {
        this.suffix = suffix;
        this.type = type;
        this.label = label;
    }

    /** The format that a path of a feed asks for. */
    static FeedFormat of(String path) {
        return Stream.of(values())
                .filter(format -> path.endsWith(format.suffix))
                .findFirst()
                .orElseThrow();
    }

    MediaType type() {
        return type;
    }

    /** Its media type as a link names it. */
    String typeName() {
        return "%s/%s".formatted(type.getType(), type.getSubtype());
    }

    /** What it is called on a page; every language has the same word. */
    String label() {
        return label;
    }

    /**
     * One document of a feed in this format.
     *
     * @param feed as {@link FeedPlaces#of} has it
     * @param archive null for the one that is being subscribed to
     */
    PageAddress address(PageAddress feed, @Nullable Integer archive) {
        return feed.listedAt(feed.path() + suffix).with(Choice.ARCHIVE, archive == null ? null : archive.toString());
    }
}
