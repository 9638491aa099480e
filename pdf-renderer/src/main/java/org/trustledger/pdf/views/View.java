package org.trustledger.pdf.views;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.PackScope;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.events.TrustCenterId;

/**
 * A trust center as it was valid at one instant and known at another. Lists are in the order they are printed in.
 *
 * @param contentPosition ledger position of the last content known at {@code recordedAt}
 * @param accessPosition ledger position of the last fact about access: whose rules it follows
 * @param profile null where the trust center had not begun at {@code validAt}
 */
public record View(
        TrustCenterId trustCenter,
        Instant validAt,
        Instant recordedAt,
        long contentPosition,
        long accessPosition,
        @Nullable Stated<Profile> profile,
        List<Stated<Pillar>> pillars,
        List<Stated<Category>> categories,
        List<Stated<Tag>> tags,
        List<Stated<Answer>> answers,
        List<Stated<AgreementRevision>> agreements,
        List<Stated<Subprocessor>> subprocessors,
        List<Stated<DataCenter>> dataCenters,
        List<Coming> coming,
        List<Ending> ending) {

    public View {
        pillars = List.copyOf(pillars);
        categories = List.copyOf(categories);
        tags = List.copyOf(tags);
        answers = List.copyOf(answers);
        agreements = List.copyOf(agreements);
        subprocessors = List.copyOf(subprocessors);
        dataCenters = List.copyOf(dataCenters);
        coming = List.copyOf(coming);
        ending = List.copyOf(ending);
    }

    /**
     * The part of it that a pack of this scope holds, and of that part the same part again. Who states it belongs to
     * every part.
     */
    public View only(PackScope scope) {
        return switch (scope) {
            case PackScope.Everything _ -> this;
            case PackScope.Tagged(var tag) -> onlyTagged(tag);
            case PackScope.OneAgreement(var agreement) ->
                only(stated -> stated.content() instanceof AgreementRevision
                        && stated.id().equals(agreement));
            case PackScope.Subprocessors _ ->
                only(stated -> stated.content() instanceof Subprocessor || stated.content() instanceof DataCenter);
            // By their names is told what changed.
            case PackScope.Differences _ ->
                only(
                        stated -> stated.content() instanceof Category
                                || stated.content() instanceof Tag
                                || stated.content() instanceof Subprocessor,
                        _ -> true);
        };
    }

    /** With the categories and tags of those answers, for they are printed beside them. */
    private View onlyTagged(String tag) {
        var now = answers.stream()
                .filter(answer -> answer.content().tags().contains(tag))
                .map(Stated::id)
                .collect(Collectors.toSet());
        // An answer that is to lose the tag changes too, and one that is to get it comes.
        Predicate<Stated<?>> later = stated ->
                stated.content() instanceof Answer answer && (answer.tags().contains(tag) || now.contains(stated.id()));
        var printed = Stream.concat(
                        answers.stream().filter(answer -> now.contains(answer.id())),
                        coming.stream().map(Coming::stated).filter(later))
                .map(stated -> (Answer) stated.content())
                .toList();
        var tags = Stream.concat(Stream.of(tag), printed.stream().flatMap(answer -> answer.tags().stream()))
                .collect(Collectors.toSet());
        var categories = printed.stream().map(Answer::category).collect(Collectors.toSet());
        Predicate<Stated<?>> beside = stated -> stated.content() instanceof Tag && tags.contains(stated.id())
                || stated.content() instanceof Category && categories.contains(stated.id());
        return only(
                beside.or(stated -> stated.content() instanceof Answer && now.contains(stated.id())), beside.or(later));
    }

    private View only(Predicate<Stated<?>> held) {
        return only(held, held);
    }

    private View only(Predicate<Stated<?>> now, Predicate<Stated<?>> later) {
        Predicate<Stated<?>> changes = later.or(stated -> stated.content() instanceof Profile);
        return new View(
                trustCenter,
                validAt,
                recordedAt,
                contentPosition,
                accessPosition,
                profile,
                only(pillars, now),
                only(categories, now),
                only(tags, now),
                only(answers, now),
                only(agreements, now),
                only(subprocessors, now),
                only(dataCenters, now),
                coming.stream().filter(one -> changes.test(one.stated())).toList(),
                ending.stream().filter(one -> changes.test(one.stated())).toList());
    }

    private static <T extends Content> List<Stated<T>> only(List<Stated<T>> all, Predicate<Stated<?>> held) {
        return all.stream().filter(held).toList();
    }
}
