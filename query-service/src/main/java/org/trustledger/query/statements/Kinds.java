package org.trustledger.query.statements;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Problem;

/** Reads the kinds and items of addresses. */
public final class Kinds {
    private static final String ALL =
            Arrays.stream(Kind.values()).map(Kind::collection).collect(Collectors.joining(", "));

    private Kinds() {}

    /** @throws NoSuchKind if nothing is called so */
    public static Kind of(String collection) {
        return Kind.ofCollection(collection).orElseThrow(() -> new NoSuchKind(collection));
    }

    /** @throws NoSuchItem if it cannot be an item's id */
    public static String item(Kind kind, String id) {
        if (!TrustCenterId.isValid(id)) {
            throw new NoSuchItem(kind, id);
        }
        return id;
    }

    /** No kind of item is called so. */
    static final class NoSuchKind extends Problem {
        private static final long serialVersionUID = 1;

        NoSuchKind(String collection) {
            super(
                    HttpStatus.NOT_FOUND,
                    "unknown-kind",
                    "There is no such kind of item",
                    "Nothing is called '%s' here. There are %s.".formatted(BadParameter.shortened(collection), ALL));
        }
    }
}
