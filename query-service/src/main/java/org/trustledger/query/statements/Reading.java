package org.trustledger.query.statements;

/**
 * What an item reads: by this, and nothing else, two statements of it say the same. A statement that reads as the one
 * right before it on valid time changes nothing, however it came to be said again.
 */
public final class Reading {
    private Reading() {}

    /**
     * In SQL; null where nothing is stated, or nothing that anybody may read. Its place in a list is nothing that an
     * item reads, and each digest of what is withheld has a salt of its own.
     *
     * @param content the column
     */
    public static String of(String content) {
        return "(%s - 'category' - 'withheldSha256')".formatted(anywhere(content));
    }

    /**
     * The same, with the heading under which it is read and the digest of what is withheld: by it nothing is taken for
     * the same that may read otherwise. A text that is told on request may be, if its digest is another.
     *
     * @param content the column
     */
    public static String anywhere(String content) {
        return "(nullif(%s, '{}') - 'order')".formatted(content);
    }
}
