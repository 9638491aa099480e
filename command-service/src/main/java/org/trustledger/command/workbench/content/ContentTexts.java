package org.trustledger.command.workbench.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.trustledger.presentation.Wording;
import org.trustledger.presentation.Words;
import org.trustledger.presentation.differences.Redline;

/** What the pages of content as code say, in one language. */
public final class ContentTexts extends Words<ContentText> {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final String FIELD = "FIELD_";
    private static final Map<String, ContentText> FIELDS = Arrays.stream(ContentText.values())
            .filter(text -> text.name().startsWith(FIELD))
            .collect(Collectors.toUnmodifiableMap(ContentText::name, Function.identity()));
    private static final Pattern INNER_CAPITAL = Pattern.compile("(?=[A-Z])");

    private final Wording wording;

    ContentTexts(Locale locale, Map<ContentText, String> patterns) {
        super(locale, patterns);
        wording = new Wording(locale);
    }

    /** What was struck out and what was put in. */
    public Redline redline() {
        return new Redline(say(ContentText.REDLINE_REMOVED), say(ContentText.REDLINE_ADDED));
    }

    /** What one item is called, by the key of its list in the document. */
    String kind(String key) {
        return say(ContentText.valueOf("KIND_" + upper(key)));
    }

    /** What a field is called, by its path such as {@code text/en} or {@code clauses/breach-notice/text/en}. */
    String field(String path) {
        var segments = path.split("/");
        var words = new StringBuilder();
        for (var i = 0; i < segments.length; i++) {
            var segment = segments[i];
            var isId = i == 1 && (segments[0].equals("clauses") || segments[0].equals("reasons"));
            var text = isId ? null : FIELDS.get(FIELD + upper(segment));
            var word = text == null ? segment : say(text);
            if (i == 0) {
                words.append(word);
            } else if (text == null && !isId && i == segments.length - 1 && isLanguage(segment)) {
                words.append(", ").append(wording.languageName(segment));
            } else {
                words.append(isId ? " " : ", ").append(text == null ? word : word.toLowerCase(locale()));
            }
        }
        return words.toString();
    }

    /** Who may read an answer, by the word that the document has for it. */
    String access(String word) {
        return say(ContentText.valueOf("ACCESS_" + word.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    /** BCP 47 tag in which the value of a field is written; empty if it has none of its own. */
    static String languageOf(String path) {
        var last = path.substring(path.lastIndexOf('/') + 1);
        return path.indexOf('/') > 0 && !FIELDS.containsKey(FIELD + upper(last)) && isLanguage(last) ? last : "";
    }

    private static boolean isLanguage(String segment) {
        return LANGUAGE.matcher(segment).matches();
    }

    private static String upper(String key) {
        return INNER_CAPITAL.splitAsStream(key).collect(Collectors.joining("_")).toUpperCase(Locale.ROOT);
    }

    /** As people tell the size of a file. */
    String size(long bytes) {
        var kilobytes = Math.round(bytes / 1024.0);
        return bytes < 1024
                ? say(ContentText.SIZE_BYTES, bytes)
                : kilobytes < 1024
                        ? say(ContentText.SIZE_KILOBYTES, kilobytes)
                        : say(ContentText.SIZE_MEGABYTES, Math.round(kilobytes / 102.4) / 10.0);
    }
}
