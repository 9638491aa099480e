package org.trustledger.events;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** The names under which facts are stored and sent, so that moving a class never orphans stored history. */
public enum FactType {
    PROFILE_PUBLISHED("trust-centers.profile-published", ProfilePublished.class),
    PILLAR_PUBLISHED("pillars.published", PillarPublished.class),
    PILLAR_REMOVED("pillars.removed", PillarRemoved.class),
    CATEGORY_PUBLISHED("categories.published", CategoryPublished.class),
    CATEGORY_REMOVED("categories.removed", CategoryRemoved.class),
    TAG_PUBLISHED("tags.published", TagPublished.class),
    TAG_REMOVED("tags.removed", TagRemoved.class),
    ANSWER_PUBLISHED(
            "answers.published", AnswerPublished.class, AnswerUpcasts::fromVersion1, AnswerUpcasts::fromVersion2),
    ANSWER_RETIRED("answers.retired", AnswerRetired.class),
    ANSWER_WITHHELD("answers.withheld", AnswerWithheld.class),
    ANSWER_ACCESS_CHANGED("answers.access-changed", AnswerAccessChanged.class),
    ANSWER_VERSION_OPENED("answers.version-opened", AnswerVersionOpened.class, AnswerUpcasts::openedFromVersion1),
    ANSWER_CONFIRMED("answers.confirmed", AnswerConfirmed.class),
    AGREEMENT_REVISION_PUBLISHED(
            "agreements.revision-published", AgreementRevisionPublished.class, AgreementUpcasts::fromVersion1),
    AGREEMENT_WITHDRAWN("agreements.withdrawn", AgreementWithdrawn.class),
    SUBPROCESSOR_PUBLISHED("subprocessors.published", SubprocessorPublished.class),
    SUBPROCESSOR_REMOVED("subprocessors.removed", SubprocessorRemoved.class),
    DATA_CENTER_PUBLISHED("data-centers.published", DataCenterPublished.class),
    DATA_CENTER_REMOVED("data-centers.removed", DataCenterRemoved.class),
    PACK_ISSUED("packs.issued", PackIssued.class, PackUpcasts::fromVersion1),
    REVIEW_CHANGED("review.changed", ReviewChanged.class);

    private static final Map<Class<? extends Fact>, FactType> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FactType::factClass, Function.identity()));

    private static final Map<String, Versioned> EVER_PUBLISHED = Arrays.stream(values())
            .flatMap(type -> IntStream.rangeClosed(1, type.version()).mapToObj(version -> new Versioned(type, version)))
            .collect(Collectors.toUnmodifiableMap(
                    published -> published.type().cloudEventType(published.version()), Function.identity()));

    private final String factName;
    private final Class<? extends Fact> factClass;
    private final List<Upcast> upcasts;

    /** @param upcasts from version 1 to 2, from 2 to 3, and so on: each new version adds one, and none is edited */
    FactType(String factName, Class<? extends Fact> factClass, Upcast... upcasts) {
        this.factName = factName;
        this.factClass = factClass;
        this.upcasts = List.of(upcasts);
    }

    /** The name in the store, such as {@code answers.published}. */
    public String factName() {
        return factName;
    }

    /** The newest version, the one that is written. */
    public int version() {
        return upcasts.size() + 1;
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
        return cloudEventType(version());
    }

    private String cloudEventType(int ofVersion) {
        return "org.trustledger." + factName + ".v" + ofVersion;
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

    static Optional<Versioned> ofCloudEvent(String cloudEventType) {
        return Optional.ofNullable(EVER_PUBLISHED.get(cloudEventType));
    }

    /** One version of a fact that was ever published. */
    record Versioned(FactType type, int version) {}

    /**
     * The data of an older version as the newest one tells it.
     *
     * @throws UnreadableFact if the version was never published
     */
    ObjectNode upcast(int fromVersion, ObjectNode data) {
        if (fromVersion < 1 || fromVersion > version()) {
            throw new UnreadableFact(
                    "'%s' has no version %d in this version of the software".formatted(factName, fromVersion));
        }
        var newest = data;
        for (var step : upcasts.subList(fromVersion - 1, upcasts.size())) {
            newest = step.toNextVersion(newest);
        }
        return newest;
    }
}
