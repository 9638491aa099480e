package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The register of packs and the form that asks for another.
 *
 * @param all to the page that has all of them; null if these are all
 */
public record PacksShown(List<Entry> entries, @Nullable Link all, Form form) {

    /** A registered pack. */
    public record Entry(
            String day,
            String iso,
            String language,
            String languageTag,
            int pages,
            String size,
            String digest,
            String issued,
            String position,
            String href,
            String download) {}

    /** @param latest last day that can have been known */
    public record Form(String action, List<Choice> languages, String valid, String latest) {}

    /** A language to choose. */
    public record Choice(String tag, String name, boolean chosen) {}
}
