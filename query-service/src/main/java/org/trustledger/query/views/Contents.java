package org.trustledger.query.views;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;

/**
 * All that a trust center states, in the order in which it is shown.
 *
 * @param profile null if none applies
 * @param readsSince first instant of the stretch of valid time over which all this reads the same; null if it has none
 * @param readsUntil end of that stretch; null if nothing is known to change
 */
public record Contents(
        @Nullable Stated<Profile> profile,
        List<Stated<Pillar>> pillars,
        List<Stated<Category>> categories,
        List<Stated<Tag>> tags,
        List<Stated<Answer>> answers,
        List<Stated<AgreementRevision>> agreements,
        List<Stated<Subprocessor>> subprocessors,
        List<Stated<DataCenter>> dataCenters,
        @Nullable Instant readsSince,
        @Nullable Instant readsUntil) {

    static Contents of(List<Stated<?>> statements, @Nullable Instant readsSince, @Nullable Instant readsUntil) {
        var categories = ofType(statements, Category.class, Category::order);
        var places = categories.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Stated::id, stated -> stated.content().order()));
        var answers = new ArrayList<>(ofType(statements, Answer.class, Answer::order));
        // Stable, so that the order within a category stays.
        answers.sort(Comparator.comparingLong(
                answer -> places.getOrDefault(answer.content().category(), Long.MAX_VALUE)));
        var profiles = ofType(statements, Profile.class, profile -> 0);
        return new Contents(
                profiles.isEmpty() ? null : profiles.getFirst(),
                ofType(statements, Pillar.class, Pillar::order),
                categories,
                ofType(statements, Tag.class, Tag::order),
                List.copyOf(answers),
                ofType(statements, AgreementRevision.class, AgreementRevision::order),
                ofType(statements, Subprocessor.class, Subprocessor::order),
                ofType(statements, DataCenter.class, DataCenter::order),
                readsSince,
                readsUntil);
    }

    /** Every statement, by kind. */
    public Map<Kind, List<? extends Stated<?>>> byKind() {
        return Map.of(
                Kind.PILLAR, pillars,
                Kind.CATEGORY, categories,
                Kind.TAG, tags,
                Kind.ANSWER, answers,
                Kind.AGREEMENT, agreements,
                Kind.SUBPROCESSOR, subprocessors,
                Kind.DATA_CENTER, dataCenters);
    }

    /** Every statement of a kind, the profile's too. */
    public List<? extends Stated<?>> listed(Kind kind) {
        if (kind == Kind.PROFILE) {
            return profile == null ? List.of() : List.of(profile);
        }
        return byKind().getOrDefault(kind, List.of());
    }

    /** What is stated of one item. */
    public Optional<? extends Stated<?>> of(Kind kind, String id) {
        return listed(kind).stream().filter(stated -> stated.id().equals(id)).findFirst();
    }

    /** How many statements there are. */
    int size() {
        return byKind().values().stream().mapToInt(List::size).sum() + (profile == null ? 0 : 1);
    }

    boolean readsSoAt(Instant validAt) {
        return (readsSince == null || !validAt.isBefore(readsSince))
                && (readsUntil == null || validAt.isBefore(readsUntil));
    }

    private static <T extends Content> List<Stated<T>> ofType(
            List<Stated<?>> statements, Class<T> type, ToLongFunction<T> order) {
        return statements.stream()
                .filter(stated -> type.isInstance(stated.content()))
                .map(stated -> stated.as(type))
                .sorted(Comparator.comparingLong((Stated<T> stated) -> order.applyAsLong(stated.content()))
                        .thenComparing(Stated::id))
                .toList();
    }
}
