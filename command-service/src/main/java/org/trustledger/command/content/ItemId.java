package org.trustledger.command.content;

import java.util.Arrays;
import java.util.Optional;
import org.trustledger.events.ContentFact;
import org.trustledger.events.Profile;
import org.trustledger.events.TrustCenterId;

/** Names an item of a trust center. */
record ItemId(ContentKind kind, String id) {

    static ItemId of(ContentFact fact) {
        return new ItemId(ContentKind.of(fact), fact.statement().item());
    }

    /** Reads what {@link #toString} writes; empty if it names no item that could be. */
    static Optional<ItemId> read(String text) {
        if (text.equals(ContentKind.PROFILE.key())) {
            return Optional.of(new ItemId(ContentKind.PROFILE, Profile.ITEM));
        }
        var slash = text.indexOf('/');
        return Arrays.stream(ContentKind.values())
                .filter(kind -> slash > 0 && kind != ContentKind.PROFILE)
                .filter(kind -> kind.key().equals(text.substring(0, slash)))
                .filter(_ -> TrustCenterId.isValid(text.substring(slash + 1)))
                .map(kind -> new ItemId(kind, text.substring(slash + 1)))
                .findFirst();
    }

    /** As people write it, such as {@code answers/data-location}. */
    @Override
    public String toString() {
        return named(kind.key(), id);
    }

    /** The same of an item that is known by the key of its kind. */
    static String named(String kind, String id) {
        return kind.equals(ContentKind.PROFILE.key()) ? kind : kind + "/" + id;
    }
}
