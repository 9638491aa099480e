package org.trustledger.query.statements;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.DataCenter;
import org.trustledger.events.FactType;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;

/** What a statement can be about. */
public enum Kind {
    PROFILE(FactType.PROFILE_PUBLISHED, Profile.class),
    PILLAR(FactType.PILLAR_PUBLISHED, Pillar.class),
    CATEGORY(FactType.CATEGORY_PUBLISHED, Category.class),
    TAG(FactType.TAG_PUBLISHED, Tag.class),
    ANSWER(FactType.ANSWER_PUBLISHED, Answer.class),
    AGREEMENT(FactType.AGREEMENT_REVISION_PUBLISHED, AgreementRevision.class),
    SUBPROCESSOR(FactType.SUBPROCESSOR_PUBLISHED, Subprocessor.class),
    DATA_CENTER(FactType.DATA_CENTER_PUBLISHED, DataCenter.class);

    private static final Map<String, Kind> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::kindName, Function.identity()));

    /** What is promised and to whom data goes before what is said of it, and what only puts that in order. */
    private static final List<Kind> BY_INTEREST =
            List.of(AGREEMENT, SUBPROCESSOR, DATA_CENTER, ANSWER, PILLAR, PROFILE, CATEGORY, TAG);

    private final FactType factType;
    private final Class<? extends Content> content;

    Kind(FactType factType, Class<? extends Content> content) {
        this.factType = factType;
        this.content = content;
    }

    /** The name in rows and in the API, such as {@code answers}. */
    @JsonValue
    public String kindName() {
        return factType.kind();
    }

    /** What its items are called together in addresses: the name, but for the one profile, which has no other. */
    public String collection() {
        return this == PROFILE ? Profile.ITEM : kindName();
    }

    /** The kind whose items are called so in addresses. */
    public static Optional<Kind> ofCollection(String collection) {
        return Arrays.stream(values())
                .filter(kind -> kind.collection().equals(collection))
                .findFirst();
    }

    /** All of them, in the order in which readers look for changes. */
    public static List<Kind> byInterest() {
        return BY_INTEREST;
    }

    /** The record its content is. */
    public Class<? extends Content> content() {
        return content;
    }

    /** The kind of a stored row. */
    public static Kind named(String name) {
        var kind = BY_NAME.get(name);
        if (kind == null) {
            throw new IllegalStateException(
                    "A row is of the kind '%s', which this version does not know".formatted(name));
        }
        return kind;
    }

    /** The kind of item that a fact is about. */
    public static Kind of(ContentFact fact) {
        return named(FactType.of(fact).kind());
    }

    /** The kind of a content. */
    public static Kind of(Content content) {
        return switch (content) {
            case Profile _ -> PROFILE;
            case Pillar _ -> PILLAR;
            case Category _ -> CATEGORY;
            case Tag _ -> TAG;
            case Answer _ -> ANSWER;
            case AgreementRevision _ -> AGREEMENT;
            case Subprocessor _ -> SUBPROCESSOR;
            case DataCenter _ -> DATA_CENTER;
        };
    }
}
