package org.trustledger.presentation;

import gg.jte.Content;
import java.text.ListFormat;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All that the pages of a house say, in one language.
 *
 * @param <T> every text there is
 */
public class Words<T extends Enum<T>> {
    private static final Pattern STRONG = Pattern.compile("\\*\\*");

    private final Locale locale;
    private final Map<T, String> patterns;

    /** @param patterns in {@link MessageFormat} */
    public Words(Locale locale, Map<T, String> patterns) {
        this.locale = locale;
        this.patterns = Map.copyOf(patterns);
    }

    /** Its BCP 47 tag. */
    public final String language() {
        return locale.toLanguageTag();
    }

    public final Locale locale() {
        return locale;
    }

    /** The text with its places filled in; numbers choose the plural. */
    public final String say(T text, Object... values) {
        var pattern = patterns.get(text);
        if (pattern == null) {
            throw new IllegalStateException("No text %s in %s".formatted(WordFiles.key(text), locale));
        }
        return new MessageFormat(pattern, locale).format(values);
    }

    /** The same as markup, escaped, with what stands between {@code **} strong. */
    public final Content strong(T text, Object... values) {
        var parts = STRONG.split(say(text, values));
        return output -> {
            for (int i = 0; i < parts.length; i++) {
                output.writeContent(i % 2 == 0 ? "" : "<strong>");
                output.writeContent(Markup.escape(parts[i]));
                output.writeContent(i % 2 == 0 ? "" : "</strong>");
            }
        };
    }

    /** "a, b and c". */
    public final String list(List<String> items) {
        return list(items, ListFormat.Type.STANDARD);
    }

    /** "a, b or c". */
    public final String either(List<String> items) {
        return list(items, ListFormat.Type.OR);
    }

    private String list(List<String> items, ListFormat.Type type) {
        return items.isEmpty()
                ? ""
                : ListFormat.getInstance(locale, type, ListFormat.Style.FULL).format(items);
    }
}
