package org.trustledger.presentation.differences;

import java.util.ArrayList;
import java.util.List;

/** Into what a text is cut to be compared. The pieces in their order are the text again. */
enum Grain {
    LINES {
        @Override
        boolean endsAfter(String text, int index) {
            return text.charAt(index) == '\n';
        }
    },
    SENTENCES {
        @Override
        boolean endsAfter(String text, int index) {
            return Character.isWhitespace(text.charAt(index))
                    && index > 0
                    && ".!?:;".indexOf(text.charAt(index - 1)) >= 0;
        }
    },
    /** Words, stretches of white space, and every other character by itself. */
    WORDS {
        @Override
        boolean endsAfter(String text, int index) {
            if (Character.isHighSurrogate(text.charAt(index))) {
                return false;
            }
            var here = text.codePointBefore(index + 1);
            var next = text.codePointAt(index + 1);
            return isWord(here) ? !isWord(next) : !Character.isWhitespace(here) || !Character.isWhitespace(next);
        }
    };

    /** Whether a piece ends after the character, which is never the last. */
    abstract boolean endsAfter(String text, int index);

    List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        var start = 0;
        for (var index = 0; index < text.length() - 1; index++) {
            if (endsAfter(text, index)) {
                pieces.add(text.substring(start, index + 1));
                start = index + 1;
            }
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }

    private static boolean isWord(int character) {
        return Character.isLetterOrDigit(character)
                || switch (Character.getType(character)) {
                    case Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.CONNECTOR_PUNCTUATION -> true;
                    default -> false;
                };
    }
}
