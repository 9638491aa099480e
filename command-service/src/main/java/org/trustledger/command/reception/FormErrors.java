package org.trustledger.command.reception;

import java.util.List;

/**
 * What a form was not taken for, told before it.
 *
 * @param title that it was not
 */
public record FormErrors(String title, List<Entry> entries) {
    public FormErrors {
        entries = List.copyOf(entries);
    }

    /** @param field id of what is to be put right */
    public record Entry(String field, String text) {}
}
