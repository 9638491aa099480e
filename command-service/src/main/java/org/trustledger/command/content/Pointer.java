package org.trustledger.command.content;

import org.jspecify.annotations.Nullable;

/** A place in the document as a JSON pointer (RFC 6901); linked, because it is only spelled out for a problem. */
record Pointer(@Nullable Pointer parent, String token) {
    static final Pointer ROOT = new Pointer(null, "");

    Pointer to(String key) {
        return new Pointer(this, key);
    }

    Pointer to(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    /** Whether it leads to an entry of a list. */
    boolean isEntry() {
        return !token.isEmpty() && token.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    @Override
    public String toString() {
        return parent == null ? "" : parent + "/" + token.replace("~", "~0").replace("/", "~1");
    }
}
