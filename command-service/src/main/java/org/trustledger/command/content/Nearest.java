package org.trustledger.command.content;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which known word was meant. */
final class Nearest {
    private static final int FARTHEST = 3;
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The known word with the fewest changed letters, if they are few enough to be a slip. */
    static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        var farthest = Math.min(FARTHEST, word.length() / 2);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= farthest)
                .map(candidate -> new Guess(candidate, distance(word, candidate)))
                .filter(guess -> guess.distance() <= farthest)
                .min(Comparator.comparingInt(Guess::distance))
                .map(Guess::word);
    }

    /** " Is that meant?" with a blank before it, or nothing. */
    static FaultWords.Part hint(String word, Collection<String> known) {
        return words -> to(word, known)
                .map(guess -> " " + words.tell(Fault.IS_IT_MEANT, guess))
                .orElse("");
    }

    private record Guess(String word, int distance) {}

    /** Levenshtein's, without regard to case. */
    private static int distance(String one, String other) {
        var before = new int[other.length() + 1];
        for (var j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var row = new int[before.length];
            row[0] = i;
            for (var j = 1; j < row.length; j++) {
                var same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + (same ? 0 : 1));
            }
            before = row;
        }
        return before[other.length()];
    }
}
