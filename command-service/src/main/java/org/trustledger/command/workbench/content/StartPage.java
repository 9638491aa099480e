package org.trustledger.command.workbench.content;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;

/**
 * Where content as code begins: what there is, a document to be sent, and those that were.
 *
 * @param there which position the content has reached; null if there is none
 * @param sent the newest first
 */
public record StartPage(
        Frame frame,
        ContentTexts texts,
        @Nullable String there,
        String yaml,
        String json,
        String schema,
        SendForm form,
        String sentHelp,
        List<SentShown> sent) {

    /**
     * A document that was sent before.
     *
     * @param at when, as shown
     * @param iso the same for machines
     * @param digest its first digits
     */
    public record SentShown(String href, String at, String iso, String size, String state, String digest) {}
}
