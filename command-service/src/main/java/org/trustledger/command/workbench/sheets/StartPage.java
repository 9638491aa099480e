package org.trustledger.command.workbench.sheets;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;

/**
 * Where an import begins.
 *
 * @param form null as long as there is nothing to import into
 * @param content where a first document is applied
 * @param sent the newest first
 */
public record StartPage(
        Frame frame, SheetTexts texts, @Nullable Form form, Link content, String sentHelp, List<SentShown> sent) {

    /**
     * The form by which a spreadsheet is sent.
     *
     * @param most how many bytes a file may have
     * @param help how large a file may be, in words
     * @param tooLarge said of a file that is larger
     * @param error what is wrong with what was sent; null if nothing is
     */
    public record Form(
            String action,
            long most,
            String help,
            String tooLarge,
            @Nullable String error) {}

    /**
     * A spreadsheet that was sent before.
     *
     * @param at when, as shown
     * @param iso the same for machines
     */
    public record SentShown(String href, String name, String at, String iso, String state) {}
}
