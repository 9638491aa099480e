package org.trustledger.command.reception;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.presentation.Brand;

/**
 * What stands around every page of the reception.
 *
 * @param name of the provider; empty where it is not known
 * @param home address of its site, seen from the counter
 * @param brand null for ours
 */
public record ReceptionFrame(
        ReceptionWords texts,
        String heading,
        String name,
        String home,
        String stylesheet,
        String icon,
        Brand.@Nullable Served brand,
        List<LanguageLink> languages) {
    public ReceptionFrame {
        languages = List.copyOf(languages);
    }

    /** For a page that is shown once, in no other language. */
    ReceptionFrame withoutLanguages() {
        return new ReceptionFrame(texts, heading, name, home, stylesheet, icon, brand, List.of());
    }

    /** The same page in another language. */
    public record LanguageLink(String tag, String name, String href, boolean current) {}
}
