package org.trustledger.command.workbench.packs;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;

/**
 * The packs that were asked for.
 *
 * @param states by which the list can be narrowed
 * @param nothing why there are no rows; null if there are some
 * @param form null for whom may not ask, and before there is anything to make a pack of
 */
public record PacksPage(
        Frame frame,
        PackWords t,
        List<Choice> states,
        List<Row> rows,
        @Nullable String nothing,
        @Nullable String newest,
        @Nullable String older,
        @Nullable Form form) {

    /** A state to narrow the list to. */
    public record Choice(String label, String href, boolean current) {}

    /**
     * One pack.
     *
     * @param mood how its state is shown: {@code ok}, {@code wait} or {@code bad}
     * @param told what is to be known of its state, a sentence each
     * @param problem what the press said, in English; null if it said nothing
     * @param digest null unless it is issued
     * @param fact where it is registered; null unless it is issued
     * @param again where it can be asked for again; null if it cannot
     */
    public record Row(
            String pack,
            String askedDay,
            String askedTime,
            String iso,
            String date,
            String known,
            String content,
            String contentHref,
            String scope,
            String language,
            String languageTag,
            String state,
            String mood,
            List<String> told,
            @Nullable String problem,
            @Nullable String size,
            @Nullable String digest,
            @Nullable String place,
            @Nullable String fact,
            @Nullable Again again) {}

    /** @param label for who hears it without seeing the row */
    public record Again(String href, String label) {}

    /**
     * Asks for another pack.
     *
     * @param latest until when something can have been known, as a date
     */
    public record Form(
            String action,
            Field validAt,
            Field recordedAt,
            Field scope,
            List<Scope> scopes,
            Field language,
            List<Language> languages,
            String latest) {}

    /** @param problem what is wrong with the value, in words; null if nothing is */
    public record Field(String value, @Nullable String problem) {}

    /** What a pack can hold, to choose. */
    public record Scope(String value, String name, boolean chosen) {}

    /** A language to choose. */
    public record Language(String tag, String name, boolean chosen) {}
}
