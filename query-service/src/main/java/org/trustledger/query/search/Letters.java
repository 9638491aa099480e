package org.trustledger.query.search;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * Texts as the index and the query see them: words between blanks, in small letters.
 *
 * <p>PostgreSQL's parser takes "ISO/IEC" for a path and "1.2" for a number; without signs between them, all are words.
 * Both sides pass here, so both are cut alike.
 */
final class Letters {
    private Letters() {}

    /** In composed form, which the dictionaries expect; what stands in no text at all is gone. */
    static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replace('\0', ' ');
    }

    /** Exactly as long as the text, so that a place in the one is the same place in the other. */
    static String only(String composed) {
        var letters = new char[composed.length()];
        for (var index = 0; index < letters.length; ) {
            var character = composed.codePointAt(index);
            var length = Character.charCount(character);
            if (isPartOfWord(character)) {
                var small = Character.toLowerCase(character);
                Character.toChars(Character.charCount(small) == length ? small : character, letters, index);
            } else {
                Arrays.fill(letters, index, index + length, ' ');
            }
            index += length;
        }
        return new String(letters);
    }

    /** Without what stands above and below letters, as a reader may type them. */
    static String plain(String letters) {
        var plain = new StringBuilder();
        Normalizer.normalize(letters, Normalizer.Form.NFD)
                .codePoints()
                .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    static boolean isPartOfWord(int character) {
        return Character.isLetterOrDigit(character) || Character.getType(character) == Character.NON_SPACING_MARK;
    }
}
