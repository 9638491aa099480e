package org.trustledger.command.workbench.answers;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.answers.AnswersPage.Option;

/**
 * One answer as it is written.
 *
 * @param draft key of the draft of a new answer; empty of others
 * @param base content position that the writer has seen of it
 * @param kept when the draft was kept; null if there is none
 * @param notices what the writer should know before
 * @param theirs what somebody else has changed since; none if nobody has
 * @param problems how many there are, in words; null if there are none
 * @param general problems of no field
 * @param idField null of an answer that has one
 * @param known what of the trust center can be named as evidence
 * @param discard null if there is no draft
 * @param care how it is looked after; null of a new answer
 */
public record AnswerPage(
        Frame frame,
        AnswerTexts texts,
        String action,
        String item,
        boolean added,
        String draft,
        String base,
        @Nullable String kept,
        List<String> notices,
        List<Theirs> theirs,
        @Nullable String problems,
        List<String> general,
        @Nullable Field idField,
        Choice category,
        Choice tags,
        List<Language> languages,
        Field evidence,
        String evidenceHelp,
        List<Known> known,
        List<Shown> preview,
        Choice access,
        Choice timing,
        Field from,
        String fromHelp,
        List<Field> reasons,
        @Nullable String discard,
        @Nullable CareShown care) {

    /** A field that somebody else has changed. */
    public record Theirs(String label, @Nullable String language, Content theirs, String mine, boolean both) {}

    /** @param error what is wrong with it; null if nothing is */
    public record Field(
            String name,
            String language,
            String label,
            String value,
            @Nullable String error) {}

    /** @param language BCP 47 tag if it is not the page's */
    public record Known(
            String address, String label, @Nullable String language) {}

    /** Some of which one or several are chosen. */
    public record Choice(List<Option> options, @Nullable String error) {}

    /** @param outdated that its words are older than those of the first language; null if they are not */
    public record Language(
            Field question, Field text, @Nullable String outdated) {}

    /** How it will read in a language. */
    public record Shown(
            String language,
            String name,
            String question,
            @Nullable String html) {}
}
