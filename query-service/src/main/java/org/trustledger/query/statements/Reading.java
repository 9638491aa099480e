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
        return "(nullif(%s, '{}') - 'order' - 'category' - 'withheldSha256')".formatted(content);
    }
}
