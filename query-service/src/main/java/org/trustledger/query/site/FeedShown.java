package org.trustledger.query.site;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.query.history.ChangedPlan;
import org.trustledger.query.statements.Kind;

/**
 * One document of a feed, in whichever format it is written.
 *
 * @param id the same for every document of the feed
 * @param language BCP 47 tag
 * @param base the site's own address, without a slash at its end
 * @param page the page that has the same as it stands today
 * @param feed the feed, whatever its format
 * @param about the page that says how to read all this
 * @param archive its number; null for the document that is being subscribed to
 * @param previous the archive that goes on where it ends; null if there is none
 * @param next the archive of what came after it; null if there is none
 * @param updated when the newest of the entries was recorded
 */
record FeedShown(
        String id,
        String title,
        String description,
        String language,
        String author,
        String base,
        PageAddress page,
        PageAddress feed,
        PageAddress about,
        @Nullable Integer archive,
        @Nullable Integer previous,
        @Nullable Integer next,
        Instant updated,
        List<Entry> entries) {

    /** The address of a document of the feed. */
    String address(FeedFormat format, @Nullable Integer number) {
        return absolute(format.address(feed, number));
    }

    String absolute(PageAddress address) {
        return base + address.href();
    }

    /**
     * What was recorded together.
     *
     * @param id the same wherever the entry is told
     * @param summary in words, without markup
     * @param html safe markup with absolute addresses
     * @param href absolute, where all of it can be read for ever
     * @param labels what it can be sorted by
     * @param file that belongs to it; null for none
     * @param told the same for programs
     */
    record Entry(
            String id,
            String title,
            String summary,
            String html,
            String href,
            Instant recordedAt,
            List<Label> labels,
            @Nullable File file,
            Told told) {}

    /**
     * Something to sort by.
     *
     * @param scheme of what kind it is
     * @param term for programs
     * @param label in words
     */
    record Label(String scheme, String term, String label) {}

    /** A file to be had. */
    record File(String href, String type, long bytes) {}

    /** What an entry is about, for programs, which read the rest from the API. */
    sealed interface Told {}

    /**
     * What a commit changed.
     *
     * @param position of its last fact
     * @param total how many changes there are
     * @param changes the first of them
     */
    record Changed(long position, int total, List<Change> changes) implements Told {}

    /** That a pack was issued. */
    record Issued(
            long position,
            String pack,
            String scope,
            String language,
            Instant validAt,
            Instant recordedAt,
            String sealedSha256)
            implements Told {}

    /**
     * One change.
     *
     * @param plan that something announced will not come, or comes on another day; null if it says nothing of the kind
     */
    record Change(
            Kind kind,
            String item,
            int revision,
            long position,
            Instant validFrom,
            @Nullable Instant validTo,
            @Nullable Long corrects,
            boolean removed,
            @Nullable ChangedPlan plan) {}
}
