package org.trustledger.command.reception;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter as whoever got it looks at it.
 *
 * @param subscription the page of the subscription it came with
 * @param done what came of the last form; null for nothing
 * @param shown what it said; null if that has not been asked for, or is shown no more
 * @param withheld why it is not shown any more; null if it is, or may be
 * @param sha256 of its words
 * @param acknowledged when it was, in words; null if it was not
 * @param facts what is known of it
 * @param salt theirs, for the digest of the address
 * @param command by which the digest is computed again
 */
public record LetterPage(
        ReceptionFrame frame,
        String subscription,
        @Nullable String done,
        @Nullable Shown shown,
        @Nullable String withheld,
        String sha256,
        @Nullable String acknowledged,
        List<Known> facts,
        String letter,
        String salt,
        String digest,
        String command) {
    public LetterPage {
        facts = List.copyOf(facts);
    }

    /**
     * What it said.
     *
     * @param file the very octets that are digested
     */
    public record Shown(String language, String subject, String text, String file) {}

    /** @param name what is known */
    public record Known(String name, String value) {}

    /** Says nothing of it: the salt is its reader's alone. */
    @Override
    public String toString() {
        return "LetterPage[withheld]";
    }
}
