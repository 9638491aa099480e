package org.trustledger.command.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Text in the head of a mail, in short lines of ASCII: as it is if it can be, else as encoded words (RFC 2047). */
final class HeaderText {
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern PLAIN = Pattern.compile("(?!.*=\\?)[\\x20-\\x7E]*");
    private static final int LONGEST_LINE = 76;
    private static final int LONGEST_PLAIN_WORD = 200;
    private static final int LONGEST_QUOTED = 60;
    // In Base64, with what is around it, and after the field's name, no more than a line.
    private static final int OCTETS_OF_WORD = 39;

    private HeaderText() {}

    /** @param used how much of the first line the field's name takes */
    static String of(String text, int used) {
        var line = NO_TEXT.matcher(text).replaceAll(" ").strip();
        var words = line.split(" ", -1);
        return PLAIN.matcher(line).matches()
                        && Arrays.stream(words).allMatch(word -> word.length() <= LONGEST_PLAIN_WORD)
                ? folded(words, used)
                : encoded(line);
    }

    /** A name in front of an address, on a line of its own. */
    static String phrase(String name) {
        var line = NO_TEXT.matcher(name).replaceAll(" ").strip();
        return PLAIN.matcher(line).matches() && line.length() <= LONGEST_QUOTED
                ? "\"" + line.replaceAll("[\\\\\"]", "\\\\$0") + "\""
                : encoded(line);
    }

    private static String folded(String[] words, int used) {
        var folded = new StringBuilder();
        var column = used;
        for (var number = 0; number < words.length; number++) {
            if (number > 0) {
                // Not before a space more, or a line would be of nothing but space.
                if (column + 1 + words[number].length() > LONGEST_LINE && !words[number].isEmpty()) {
                    folded.append("\r\n");
                    column = 0;
                }
                folded.append(' ');
                column++;
            }
            folded.append(words[number]);
            column += words[number].length();
        }
        return folded.toString();
    }

    private static String encoded(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var octets = 0;
        for (var character : line.codePoints().toArray()) {
            var more = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > OCTETS_OF_WORD) {
                finish(word, words);
                octets = 0;
            }
            word.appendCodePoint(character);
            octets += more;
        }
        finish(word, words);
        return String.join("\r\n ", words);
    }

    private static void finish(StringBuilder word, List<String> words) {
        words.add("=?UTF-8?B?%s?="
                .formatted(Base64.getEncoder().encodeToString(word.toString().getBytes(StandardCharsets.UTF_8))));
        word.setLength(0);
    }
}
