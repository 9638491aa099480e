package org.trustledger.command.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.presentation.Phrase;

/**
 * What the ledger holds of the trust center itself.
 *
 * @param profile null until there is one
 * @param brandKey of the counter's settings
 * @param content where content documents are applied
 */
public record SettingsPage(
        Frame frame,
        @Nullable ProfileShown profile,
        List<LabelShown> categories,
        List<LabelShown> tags,
        String brandKey,
        Link content) {

    /** Since when and by which fact something reads so: the margin of time. */
    public record Since(String day, String iso, String revision, String position) {}

    /** @param fields in the order of the page */
    public record ProfileShown(Since since, List<Field> fields, Phrase reason) {}

    /** One line of the profile. */
    public record Field(String name, Phrase value) {}

    /** @param note legal reference; empty for none */
    public record LabelShown(Since since, String id, Phrase label, String kind, Phrase note) {}
}
