package org.trustledger.command.reception;

import java.util.List;

/**
 * A page on which one thing can be done.
 *
 * @param act what the form says is done
 * @param button its words
 */
public record ActPage(ReceptionFrame frame, List<String> sentences, String act, String button) {
    public ActPage {
        sentences = List.copyOf(sentences);
    }
}
