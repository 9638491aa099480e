package org.trustledger.command.content;

import java.math.BigInteger;

/** Legal entity identifiers (ISO 17442). */
final class Lei {
    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    private Lei() {}

    /** Whether the check digits fit (ISO 7064, MOD 97-10): letters count from A = 10, the remainder is 1. */
    static boolean isValid(String lei) {
        var digits = new StringBuilder();
        lei.chars().forEach(character -> digits.append(Character.digit(character, Character.MAX_RADIX)));
        return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
    }
}
