package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pack proves and how to check it.
 *
 * @param html safe markup
 * @param pack to check; null as long as none was issued
 */
public record ProofPage(Frame frame, String html, @Nullable Checked pack, String packs) implements Framed {

    /**
     * A pack with all that a check compares.
     *
     * @param title which one it is, in words
     * @param view the same view on these pages
     * @param demonstration whether its seal vouches for nobody
     */
    public record Checked(
            String title,
            Link download,
            String digest,
            List<Particular> particulars,
            String fileName,
            Link view,
            boolean demonstration) {}

    /** @param exact whether to be compared letter by letter */
    public record Particular(String label, String value, boolean exact) {}
}
