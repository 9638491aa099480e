package org.trustledger.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names under which facts are stored and sent, so that moving a class never orphans stored history. */
public enum FactType {
    PROFILE_PUBLISHED("trust-centers.profile-published", 1, ProfilePublished.class),
    PILLAR_PUBLISHED("pillars.published", 1, PillarPublished.class),
    CATEGORY_PUBLISHED("categories.published", 1, CategoryPublished.class),
    TAG_PUBLISHED("tags.published", 1, TagPublished.class),
    ANSWER_PUBLISHED("answers.published", 1, AnswerPublished.class),
    AGREEMENT_REVISION_PUBLISHED("agreements.revision-published", 1, AgreementRevisionPublished.class),
    SUBPROCESSOR_PUBLISHED("subprocessors.published", 1, SubprocessorPublished.class),
    DATA_CENTER_PUBLISHED("data-centers.published", 1, DataCenterPublished.class),
    PACK_ISSUED("packs.issued", 1, PackIssued.class);

    private static final Map<Class<? extends Fact>, FactType> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FactType::factClass, Function.identity()));

    private final String factName;
    private final int version;
    private final Class<? extends Fact> factClass;

    FactType(String factName, int version, Class<? extends Fact> factClass) {
        this.factName = factName;
        this.version = version;
        this.factClass = factClass;
    }

    /** The name in the store, such as {@code answers.published}. */
    public String factName() {
        return factName;
    }

    /** The newest version, the one that is written. */
    public int version() {
        return version;
    }

    public Class<? extends Fact> factClass() {
        return factClass;
    }

    /** The kind of item a fact is about: the part of the name before the dot, such as {@code answers}. */
    public String kind() {
        return factName.substring(0, factName.indexOf('.'));
    }

    /** The {@code type} attribute on Kafka, such as {@code org.trustledger.answers.published.v1}. */
    public String cloudEventType() {
        return "org.trustledger.%s.v%d".formatted(factName, version);
    }

    public static FactType of(Fact fact) {
        var type = BY_CLASS.get(fact.getClass());
        if (type == null) {
            throw new IllegalStateException("%s has no name: add it to FactType".formatted(fact.getClass()));
        }
        return type;
    }

    /** The fact stored under this name, if this version of the software knows it. */
    public static Optional<FactType> named(String factName) {
        return Arrays.stream(values())
                .filter(type -> type.factName.equals(factName))
                .findFirst();
    }

    static Optional<FactType> ofCloudEvent(String cloudEventType) {
        return Arrays.stream(values())
                .filter(type -> type.cloudEventType().equals(cloudEventType))
                .findFirst();
    }
}
