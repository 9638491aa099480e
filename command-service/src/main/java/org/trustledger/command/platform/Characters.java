package org.trustledger.command.platform;

import java.util.OptionalInt;

/** What is no text, whoever writes it: controls, halves of characters, and what makes text read in another order. */
public final class Characters {
    private static final String REORDERING = "\u202A\u202B\u202C\u202D\u202E";

    private Characters() {}

    /** The first code point that is refused; empty if all of it is text. */
    public static OptionalInt refused(String text) {
        return text.codePoints().filter(Characters::isRefused).findFirst();
    }

    private static boolean isRefused(int character) {
        var isPlain = character >= ' ' && character < 0x7F;
        return !isPlain && isNoText(character);
    }

    private static boolean isNoText(int character) {
        return Character.isISOControl(character) && character != '\n' && character != '\t'
                || Character.getType(character) == Character.SURROGATE
                || (character & 0xFFFE) == 0xFFFE
                || character == 0xFEFF
                || REORDERING.indexOf(character) >= 0;
    }
}
