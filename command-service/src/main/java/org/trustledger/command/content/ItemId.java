package org.trustledger.command.content;

/** Names an item of a trust center. */
record ItemId(ContentKind kind, String id) {
    /** As people write it, such as {@code answers/data-location}. */
    @Override
    public String toString() {
        return kind == ContentKind.PROFILE ? kind.key() : kind.key() + "/" + id;
    }
}
