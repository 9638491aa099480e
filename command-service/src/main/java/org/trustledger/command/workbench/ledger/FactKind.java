package org.trustledger.command.workbench.ledger;

import org.trustledger.events.FactType;
import org.trustledger.events.PublicFact;

/** The kinds of items that facts are about, in the order in which they are offered. */
enum FactKind {
    ANSWERS("answers"),
    AGREEMENTS("agreements"),
    SUBPROCESSORS("subprocessors"),
    DATA_CENTERS("data-centers"),
    PILLARS("pillars"),
    CATEGORIES("categories"),
    TAGS("tags"),
    PROFILE("trust-centers"),
    PACKS("packs"),
    REVIEW("review");

    private final String key;

    FactKind(String key) {
        this.key = key;
    }

    /** As in the names of facts; stands in the table and in addresses. */
    String key() {
        return key;
    }

    static FactKind of(PublicFact fact) {
        var key = FactType.of(fact.fact()).kind();
        for (var kind : values()) {
            if (kind.key.equals(key)) {
                return kind;
            }
        }
        throw new IllegalStateException("No kind '%s': add it to FactKind".formatted(key));
    }
}
