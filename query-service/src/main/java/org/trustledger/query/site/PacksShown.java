package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the register of packs, as far as the filters let it through, and the form that asks for another.
 *
 * @param count how many the filters let through, in words
 * @param nothing said when there is none, else null
 * @param pager to the other pages; null if there is one only
 */
public record PacksShown(
        AnswersShown.Filters scopes,
        AnswersShown.Filters languages,
        String count,
        List<Entry> entries,
        @Nullable String nothing,
        @Nullable Pager pager,
        Form form) {

    /**
     * A registered pack.
     *
     * @param href of the file; null while it is withheld
     */
    public record Entry(
            String day,
            String iso,
            Said scope,
            String page,
            String language,
            String languageTag,
            int pages,
            String size,
            String digest,
            String issued,
            String position,
            @Nullable String href,
            String download) {
        private static final int HALF_A_DIGEST = 32;

        /** What of the digest stands in the first of two lines. */
        public String digestBegins() {
            return digest.substring(0, Math.min(HALF_A_DIGEST, digest.length()));
        }

        public String digestGoesOn() {
            return digest.substring(digestBegins().length());
        }
    }

    /**
     * The form that asks for a pack.
     *
     * @param lang the language of the page
     * @param valid,recorded dates to begin with; empty for now
     * @param latest last day that can have been known
     * @param wrong with what was sent; null if nothing is
     */
    public record Form(
            String action,
            String lang,
            List<Scope> whole,
            List<Scope> tags,
            List<Scope> agreements,
            List<Choice> languages,
            String valid,
            String recorded,
            String latest,
            @Nullable Wrong wrong) {

        /** Whether the reader is to be led to a field, because that is what is wrong. */
        public boolean isWrong(String field) {
            return wrong != null && field.equals(wrong.field());
        }
    }

    /**
     * Why a pack cannot be had as it was asked for.
     *
     * @param field the name of the field to change; null if it is none of them
     */
    public record Wrong(@Nullable String field, String text) {}

    /** What a pack can hold. */
    public record Scope(String value, Said label, boolean chosen) {}

    /** A language to choose. */
    public record Choice(String tag, String name, boolean chosen) {}
}
