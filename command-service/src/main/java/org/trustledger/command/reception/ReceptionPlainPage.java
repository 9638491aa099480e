package org.trustledger.command.reception;

import java.util.List;

/** A page with a heading and sentences: for what was done, is missing or went wrong. */
public record ReceptionPlainPage(ReceptionFrame frame, List<String> sentences) {
    public ReceptionPlainPage {
        sentences = List.copyOf(sentences);
    }
}
