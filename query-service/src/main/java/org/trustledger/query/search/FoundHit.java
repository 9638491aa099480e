package org.trustledger.query.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hit as programs read it.
 *
 * @param kind as in addresses, such as {@code answers}
 * @param clause id of the clause; null for the item itself
 * @param language BCP 47 tag of the words found
 * @param href where it can be read
 */
public record FoundHit(
        String kind,
        String item,
        @Nullable String clause,
        String language,
        int revision,
        long position,
        Instant from,
        @Nullable Instant until,
        List<Fragment> title,
        List<Fragment> excerpt,
        String href) {

    public static FoundHit of(Search.Hit hit, String href) {
        var stated = hit.stated();
        return new FoundHit(
                stated.kind().collection(),
                stated.id(),
                hit.clause(),
                hit.language(),
                stated.revision(),
                stated.position(),
                stated.from(),
                stated.until(),
                hit.title(),
                hit.excerpt(),
                href);
    }
}
