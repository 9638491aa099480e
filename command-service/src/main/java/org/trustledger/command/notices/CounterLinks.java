package org.trustledger.command.notices;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.TrustCenterId;

/**
 * Addresses at the counter that stay what they are.
 *
 * @param publicBase under which the world reaches the counter, without a slash at its end
 * @param language that pages are asked for in; null to leave it to the reader's browser
 */
record CounterLinks(
        String publicBase,
        TrustCenterId trustCenter,
        @Nullable String language) {
    static CounterLinks of(URI publicBase, TrustCenterId trustCenter, @Nullable String language) {
        return new CounterLinks(publicBase.toString().replaceFirst("/+$", ""), trustCenter, language);
    }

    /** Where an item is read with its history, whether it still applies or not. */
    String page(ToldKind kind, String item) {
        return "%s/%s/%s/%s%s".formatted(publicBase, trustCenter, kind.place(), item, asked("?"));
    }

    /** Two versions of an agreement, clause by clause. */
    String redline(String agreement, long from, long to) {
        return "%s/%s/agreements/%s/redline?%sfrom=%d&to=%d"
                .formatted(
                        publicBase,
                        trustCenter,
                        agreement,
                        language == null ? "" : "lang=%s&".formatted(language),
                        from,
                        to);
    }

    /** The file of a pack. */
    String pack(String id) {
        return "%s/%s/packs/%s.pdf".formatted(publicBase, trustCenter, id);
    }

    /** Every change, the newest first. */
    String changes() {
        return "%s/%s/changes%s".formatted(publicBase, trustCenter, asked("?"));
    }

    /** An item's history, for programs. */
    String history(ToldKind kind, String item) {
        return "%s/api/v1/trust-centers/%s/%s/%s/history".formatted(publicBase, trustCenter, kind.kindName(), item);
    }

    private String asked(String before) {
        return language == null ? "" : "%slang=%s".formatted(before, language);
    }
}
