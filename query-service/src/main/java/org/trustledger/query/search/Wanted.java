package org.trustledger.query.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trustledger.query.platform.BadParameter;

/**
 * What a reader typed: words that must all be there, the last one perhaps not typed to its end; phrases in quotes; and,
 * after a minus, what must not be there. Whatever else is typed separates words.
 *
 * @param phrases words or phrases that must be there
 * @param without words or phrases that must not
 * @param begun a word, of the phrases' kind, of which only the beginning need be right; null if there is none
 */
record Wanted(
        List<String> phrases,
        List<String> without,
        @Nullable String begun) {
    /** As long as a question can reasonably be. */
    static final int LONGEST = 200;

    private static final int MOST = 16;
    /** By one letter begins nearly everything. */
    private static final int SHORTEST_BEGINNING = 2;

    /** @throws BadParameter if nothing is asked for, or too much */
    static Wanted of(String typed) {
        if (typed.length() > LONGEST) {
            throw new BadParameter(
                    "q", typed, "is %d characters long. Give at most %d".formatted(typed.length(), LONGEST));
        }
        var phrases = new ArrayList<String>();
        var without = new ArrayList<String>();
        String begun = null;
        var text = Letters.composed(typed).strip();
        for (var index = 0; index < text.length(); ) {
            if (Character.isWhitespace(text.charAt(index))) {
                index++;
                continue;
            }
            var minus = text.charAt(index) == '-';
            var start = minus ? index + 1 : index;
            var quoted = start < text.length() && text.charAt(start) == '"';
            var end = quoted ? closingQuote(text, start + 1) : endOfWord(text, start);
            var phrase = words(text.substring(quoted ? start + 1 : start, end));
            index = quoted ? end + 1 : end;
            if (phrase.isPresent() && minus) {
                without.add(phrase.get());
            } else if (phrase.isPresent() && !quoted && end == text.length() && begins(phrase.get())) {
                begun = phrase.get();
            } else {
                phrase.ifPresent(phrases::add);
            }
        }
        if (phrases.isEmpty() && begun == null) {
            throw new BadParameter("q", typed, "asks for no word. Give at least one that must be there");
        }
        if (phrases.size() + without.size() > MOST) {
            throw new BadParameter("q", typed, "asks for more than %d words and phrases. Give fewer".formatted(MOST));
        }
        return new Wanted(List.copyOf(phrases), List.copyOf(without), begun);
    }

    private static boolean begins(String phrase) {
        return phrase.codePointCount(phrase.lastIndexOf(' ') + 1, phrase.length()) >= SHORTEST_BEGINNING;
    }

    private static Optional<String> words(String chunk) {
        var words = Arrays.stream(Letters.only(chunk).split(" +"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    private static int closingQuote(String text, int from) {
        var quote = text.indexOf('"', from);
        return quote < 0 ? text.length() : quote;
    }

    private static int endOfWord(String text, int from) {
        var end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != '"') {
            end++;
        }
        return end;
    }
}
