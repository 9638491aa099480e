package org.trustledger.command.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.presentation.Brand;
import org.trustledger.presentation.Phrase;

/**
 * What the ledger holds of the trust center itself.
 *
 * @param profile null until there is one
 * @param review null until there is a profile
 * @param content where content documents are applied
 */
public record SettingsPage(
        Frame frame,
        @Nullable ProfileShown profile,
        List<LabelShown> categories,
        List<LabelShown> tags,
        BrandShown brand,
        @Nullable ReviewRule review,
        Link content) {

    /**
     * What is the provider's own on the site.
     *
     * @param about where it is set
     * @param logo null for the first letter of the name
     */
    public record BrandShown(String about, Brand.@Nullable Picture logo, AccentShown light, AccentShown dark) {}

    /**
     * Whether changes need somebody else's approval.
     *
     * @param state in a sentence
     * @param reason null if it was never changed
     * @param decided null if it was never changed
     * @param change null if it is not this person's to change
     */
    public record ReviewRule(
            String state,
            @Nullable Phrase reason,
            @Nullable Decided decided,
            @Nullable ReviewForm change) {}

    /** When it was decided so, and by which fact. */
    public record Decided(String at, String iso, String position, String href) {}

    /**
     * The form by which that is changed.
     *
     * @param required what would hold then
     * @param base position of the rule that is decided anew
     * @param fields a reason in each language
     * @param error what is wrong with what was sent; null if nothing is
     */
    public record ReviewForm(
            String action,
            boolean required,
            long base,
            String help,
            List<ReasonField> fields,
            int most,
            String button,
            @Nullable String error) {}

    /** @param name of the field, from the language's tag */
    public record ReasonField(String name, String language, String label, String text) {}

    /**
     * A colour of links and of the one main action.
     *
     * @param colour as a stylesheet writes it
     * @param about whose it is and how well it is read
     */
    public record AccentShown(String colour, String about) {}

    /** Since when and by which fact something reads so: the margin of time. */
    public record Since(String day, String iso, String revision, String position) {}

    /** @param fields in the order of the page */
    public record ProfileShown(Since since, List<Field> fields, Phrase reason) {}

    /** One line of the profile. */
    public record Field(String name, Phrase value) {}

    /** @param note legal reference; empty for none */
    public record LabelShown(Since since, String id, Phrase label, String kind, Phrase note) {}
}
