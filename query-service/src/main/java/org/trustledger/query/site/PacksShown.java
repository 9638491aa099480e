package org.trustledger.query.site;

import java.util.List;

/** The register of packs and the form that asks for another. */
public record PacksShown(List<Entry> entries, Form form) {

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
