package org.trustledger.command.content;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;
import org.trustledger.events.FactCodec;

/**
 * What somebody writes of one answer, as it was typed and not yet held against any rule.
 *
 * @param item id of the answer; of a new one it may be empty
 * @param added whether it is a new one
 * @param question Markdown-free, by BCP 47 tag; a language without a text is left out, as in the other texts
 * @param text Markdown; empty for a bare heading
 * @param evidence what bears the text out, a line for each as {@link EvidenceLines} has them
 * @param from day from which it is to apply, ISO 8601 in the trust center's zone; empty unless {@link Timing#LATER}
 * @param reason why, for readers
 * @param draft under which the draft of a new answer is kept; empty for an answer that has an id
 * @param base content position that the writer has seen of the answer
 */
public record AnswerEdit(
        String item,
        boolean added,
        String category,
        List<String> tags,
        SortedMap<String, String> question,
        SortedMap<String, String> text,
        String evidence,
        Access access,
        Timing timing,
        String from,
        SortedMap<String, String> reason,
        String draft,
        long base) {
    /** Since when it is to read so. */
    public enum Timing {
        /** From when it is approved. */
        NOW,
        /** From a later day; announced at once. */
        LATER,
        /** Since whenever it has read as it does: that was wrong. */
        CORRECTION,
        /** It is to say nothing any more. */
        RETIRED
    }

    // What was kept by an older version may lack a field.
    public AnswerEdit {
        item = Objects.requireNonNullElse(item, "");
        category = Objects.requireNonNullElse(category, "");
        tags = tags == null ? List.of() : List.copyOf(tags);
        question = sorted(question);
        text = sorted(text);
        evidence = EvidenceLines.tidied(evidence);
        access = Objects.requireNonNullElse(access, Access.PUBLIC);
        timing = Objects.requireNonNullElse(timing, Timing.NOW);
        from = Objects.requireNonNullElse(from, "");
        reason = sorted(reason);
        draft = Objects.requireNonNullElse(draft, "");
    }

    private static SortedMap<String, String> sorted(@Nullable SortedMap<String, String> texts) {
        return Collections.unmodifiableSortedMap(texts == null ? new TreeMap<>() : new TreeMap<>(texts));
    }

    /** The same edit of what the writer has now seen up to another position. */
    AnswerEdit on(long position) {
        return new AnswerEdit(
                item, added, category, tags, question, text, evidence, access, timing, from, reason, draft, position);
    }

    /** The same edit under the id it has got. */
    AnswerEdit of(String id) {
        return new AnswerEdit(
                id, added, category, tags, question, text, evidence, access, timing, from, reason, draft, base);
    }

    /**
     * The same edit with one field as somebody else has it.
     *
     * @param field such as {@code text/en} or {@code category}
     * @param value empty for none; tags with commas between them
     */
    AnswerEdit with(String field, String value) {
        var language = field.substring(field.indexOf('/') + 1);
        return new AnswerEdit(
                item,
                added,
                field.equals("category") ? value : category,
                field.equals("tags") ? (value.isEmpty() ? List.of() : List.of(value.split(", "))) : tags,
                field.startsWith("question/") ? put(question, language, value) : question,
                field.startsWith("text/") ? put(text, language, value) : text,
                field.equals("evidence") ? value : evidence,
                field.equals("access") ? FactCodec.mapper().convertValue(value, Access.class) : access,
                timing,
                from,
                reason,
                draft,
                base);
    }

    private static SortedMap<String, String> put(SortedMap<String, String> texts, String language, String value) {
        var changed = new TreeMap<>(texts);
        if (value.isEmpty()) {
            changed.remove(language);
        } else {
            changed.put(language, value);
        }
        return changed;
    }

    /** Where the draft of it is kept: under the id of the answer, or under a key that is no id. */
    public String place() {
        return added ? "+" + draft : item;
    }
}
