package org.trustledger.command.notices;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import org.trustledger.events.FactType;

/** What a notice can be about, in the order in which readers look for changes. */
public enum ToldKind {
    AGREEMENT(FactType.AGREEMENT_REVISION_PUBLISHED, "agreements", "agreements"),
    SUBPROCESSOR(FactType.SUBPROCESSOR_PUBLISHED, "subprocessors", "changes/subprocessors"),
    DATA_CENTER(FactType.DATA_CENTER_PUBLISHED, "subprocessors", "changes/data-centers"),
    ANSWER(FactType.ANSWER_PUBLISHED, "answers", "answers"),
    PACK(FactType.PACK_ISSUED, "packs", "packs");

    private final FactType fact;
    private final String topic;
    private final String place;

    ToldKind(FactType fact, String topic, String place) {
        this.fact = fact;
        this.topic = topic;
        this.place = place;
    }

    /** Its name in the ledger and for programs, such as {@code data-centers}. */
    @JsonValue
    public String kindName() {
        return fact.kind();
    }

    /** The key of the topic that all of its kind belong to: {@code subprocessors} for data centers too. */
    public String topic() {
        return topic;
    }

    /** Below which address of a trust center its pages are at the counter. */
    String place() {
        return place;
    }

    /** The kind of an item of the ledger, such as {@code data-centers/sundsvall-1}; empty if nobody is told of it. */
    static Optional<ToldKind> of(String item) {
        return Arrays.stream(values())
                .filter(kind -> item.startsWith(kind.kindName() + "/"))
                .findFirst();
    }

    /** How the ledger calls an item of this kind. */
    String item(String id) {
        return kindName() + "/" + id;
    }

    /** The id of an item of this kind. */
    String id(String item) {
        return item.substring(kindName().length() + 1);
    }
}
