package org.trustledger.command.reception;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page with a heading and sentences: for what was done, is missing or went wrong.
 *
 * @param more where one reads on; null for nowhere
 */
public record ReceptionPlainPage(
        ReceptionFrame frame,
        List<String> sentences,
        @Nullable More more) {
    public ReceptionPlainPage {
        sentences = List.copyOf(sentences);
    }

    ReceptionPlainPage(ReceptionFrame frame, List<String> sentences) {
        this(frame, sentences, null);
    }

    /** A link. */
    public record More(String label, String href) {}
}
