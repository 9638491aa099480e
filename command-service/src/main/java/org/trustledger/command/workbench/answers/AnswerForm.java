package org.trustledger.command.workbench.answers;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trustledger.command.content.AnswerEdit;
import org.trustledger.events.Access;

/** Reads an edit out of the form it was typed into. */
final class AnswerForm {
    static final String QUESTION = "question-";
    static final String TEXT = "text-";
    static final String REASON = "reason-";

    private static final int MOST_LANGUAGES = 50;
    private static final int MOST_TAGS = 1_000;

    private AnswerForm() {}

    static AnswerEdit read(HttpServletRequest form) {
        return new AnswerEdit(
                value(form, "item").strip(),
                value(form, "added").equals("true"),
                value(form, "category"),
                tags(form),
                texts(form, QUESTION),
                texts(form, TEXT),
                value(form, "evidence"),
                named(Access.values(), value(form, "access"), Access.PUBLIC),
                named(AnswerEdit.Timing.values(), value(form, "timing"), AnswerEdit.Timing.NOW),
                value(form, "from").strip(),
                texts(form, REASON),
                value(form, "draft"),
                position(value(form, "base")));
    }

    private static List<String> tags(HttpServletRequest form) {
        var tags = form.getParameterValues("tag");
        return tags == null
                ? List.of()
                : Arrays.stream(tags).distinct().limit(MOST_TAGS).toList();
    }

    /** What is blank was not written. */
    private static SortedMap<String, String> texts(HttpServletRequest form, String prefix) {
        var texts = new TreeMap<String, String>();
        for (var name : new ArrayList<>(form.getParameterMap().keySet())) {
            var text = value(form, name);
            if (name.startsWith(prefix) && !text.isBlank() && texts.size() < MOST_LANGUAGES) {
                texts.put(
                        name.substring(prefix.length()),
                        text.replace("\r\n", "\n").stripTrailing());
            }
        }
        return texts;
    }

    private static <E extends Enum<E>> E named(E[] values, String name, E otherwise) {
        return Arrays.stream(values)
                .filter(value -> key(value).equals(name))
                .findFirst()
                .orElse(otherwise);
    }

    /** As it stands in the form. */
    static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long position(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static String value(HttpServletRequest form, String name) {
        return Objects.requireNonNullElse(form.getParameter(name), "");
    }
}
