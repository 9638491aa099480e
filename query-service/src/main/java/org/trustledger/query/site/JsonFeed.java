package org.trustledger.query.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.FactCodec;

/** Writes a document of a feed as JSON Feed 1.1. What its version has no member for is in {@code _trust_ledger}. */
final class JsonFeed {
    private static final String VERSION = "https://jsonfeed.org/version/1.1";

    private JsonFeed() {}

    private record Author(String name, String url) {}

    /**
     * Where the document stands among those of the feed.
     *
     * @param current the document that is being subscribed to
     * @param previous,next archives; null if there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Place(
            String about,
            @Nullable Integer archive,
            String current,
            @Nullable String previous,
            @Nullable String next) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Document(
            String version,
            String title,
            @JsonProperty("home_page_url") String homePageUrl,
            @JsonProperty("feed_url") String feedUrl,
            String description,
            @JsonProperty("next_url") @Nullable String nextUrl,
            List<Author> authors,
            String language,
            @JsonProperty("_trust_ledger") Place place,
            List<Item> items) {}

    private record Attachment(
            String url,
            @JsonProperty("mime_type") String mimeType,
            @JsonProperty("size_in_bytes") long sizeInBytes) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Item(
            String id,
            String url,
            String title,
            String summary,
            @JsonProperty("content_html") String contentHtml,
            @JsonProperty("date_published") Instant datePublished,
            @JsonProperty("date_modified") Instant dateModified,
            String language,
            List<String> tags,
            @Nullable List<Attachment> attachments,
            @JsonProperty("_trust_ledger") FeedShown.Told told) {}

    static byte[] of(FeedShown shown) {
        var previous = address(shown, shown.previous());
        return FactCodec.mapper()
                .writeValueAsBytes(new Document(
                        VERSION,
                        shown.title(),
                        shown.absolute(shown.page()),
                        shown.address(FeedFormat.JSON, shown.archive()),
                        shown.description(),
                        previous,
                        List.of(new Author(shown.author(), shown.absolute(shown.page()))),
                        shown.language(),
                        new Place(
                                shown.absolute(shown.about()),
                                shown.archive(),
                                shown.address(FeedFormat.JSON, null),
                                previous,
                                address(shown, shown.next())),
                        shown.entries().stream()
                                .map(entry -> item(shown, entry))
                                .toList()));
    }

    private static @Nullable String address(FeedShown shown, @Nullable Integer archive) {
        return archive == null ? null : shown.address(FeedFormat.JSON, archive);
    }

    private static Item item(FeedShown shown, FeedShown.Entry entry) {
        var file = entry.file();
        return new Item(
                entry.id(),
                entry.href(),
                entry.title(),
                entry.summary(),
                entry.html(),
                entry.recordedAt(),
                entry.recordedAt(),
                shown.language(),
                entry.labels().stream().map(FeedShown.Label::label).toList(),
                file == null ? null : List.of(new Attachment(file.href(), file.type(), file.bytes())),
                entry.told());
    }
}
