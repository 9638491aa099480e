package org.trustledger.query.site;

import gg.jte.Content;
import java.text.ListFormat;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.trustledger.query.differences.Run;
import org.trustledger.query.statements.Kind;

/** The words of one language. */
public final class Texts {
    private static final Pattern STRONG = Pattern.compile("\\*\\*");

    private final Locale locale;
    private final Map<Text, String> patterns;

    Texts(Locale locale, Map<Text, String> patterns) {
        this.locale = locale;
        this.patterns = Map.copyOf(patterns);
    }

    public String language() {
        return locale.toLanguageTag();
    }

    /** The text with its places filled in; numbers choose the plural. */
    public String say(Text text, Object... values) {
        var pattern = patterns.get(text);
        if (pattern == null) {
            throw new IllegalStateException("No text %s in %s".formatted(text.key(), locale));
        }
        return new MessageFormat(pattern, locale).format(values);
    }

    /** The same as markup, escaped, with what stands between {@code **} strong. */
    public Content strong(Text text, Object... values) {
        var parts = STRONG.split(say(text, values));
        return output -> {
            for (int i = 0; i < parts.length; i++) {
                output.writeContent(i % 2 == 0 ? "" : "<strong>");
                output.writeContent(Markup.escape(parts[i]));
                output.writeContent(i % 2 == 0 ? "" : "</strong>");
            }
        };
    }

    /** What was struck out and what was put in, told apart by more than colour and for who hears it read out. */
    public Content redline(List<Run> runs) {
        return output -> {
            for (var run : runs) {
                var text = Markup.escape(run.text());
                output.writeContent(
                        switch (run.change()) {
                            case EQUAL -> text;
                            case REMOVED -> edited("del", Text.REDLINE_REMOVED, text);
                            case ADDED -> edited("ins", Text.REDLINE_ADDED, text);
                        });
            }
        };
    }

    private String edited(String element, Text said, String text) {
        return "<%1$s><span class=\"unseen\">%2$s </span>%3$s</%1$s>"
                .formatted(element, Markup.escape(say(said)), text);
    }

    /** "a, b and c". */
    public String list(List<String> items) {
        return ListFormat.getInstance(locale, ListFormat.Type.STANDARD, ListFormat.Style.FULL)
                .format(items);
    }

    /** What one statement of the kind is called. */
    public String kind(Kind kind) {
        return say(
                switch (kind) {
                    case PROFILE -> Text.KIND_TRUST_CENTERS;
                    case PILLAR -> Text.KIND_PILLARS;
                    case CATEGORY -> Text.KIND_CATEGORIES;
                    case TAG -> Text.KIND_TAGS;
                    case ANSWER -> Text.KIND_ANSWERS;
                    case AGREEMENT -> Text.KIND_AGREEMENTS;
                    case SUBPROCESSOR -> Text.KIND_SUBPROCESSORS;
                    case DATA_CENTER -> Text.KIND_DATA_CENTERS;
                });
    }

    Locale locale() {
        return locale;
    }
}
