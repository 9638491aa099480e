package org.trustledger.command.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.ContentFact;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/**
 * A change: let the trust center say what the document says.
 *
 * @param removals what the document leaves out and is to go
 * @param basedOn content positions that the change says it is based on; none if it does not say
 * @param actor opaque id of who applies it
 * @param approver opaque id of who has approved it; null if nobody has
 * @param due when it was to be recorded, if it was kept until then: what is dated so is no correction because it is
 *     recorded a moment later; null if it was not kept
 */
record ApplyContent(
        TrustCenterId trustCenter,
        ContentDocument document,
        Removals removals,
        Set<Long> basedOn,
        String actor,
        @Nullable String approver,
        String correlationId,
        @Nullable Instant due) {
    private static final AccessTexts WORDS = new AccessTexts();

    ApplyContent {
        basedOn = Set.copyOf(basedOn);
    }

    /** The same for what is not kept until a later day. */
    ApplyContent(
            TrustCenterId trustCenter,
            ContentDocument document,
            Removals removals,
            Set<Long> basedOn,
            String actor,
            @Nullable String approver,
            String correlationId) {
        this(trustCenter, document, removals, basedOn, actor, approver, correlationId, null);
    }

    /**
     * The facts that make the trust center say it, as they are told; none if it says so already.
     *
     * @param recordedAt since when an item without a date applies
     * @param versions of answers, all that was ever recorded of them, in order, as it would be told to everybody
     * @throws ReservedName if the trust center would begin under a name that addresses need
     * @throws BaseMissing if it has content that would change, and the change does not say what it is based on
     * @throws ChangedMeanwhile if it would change, and is based on something else than what is there now
     * @throws NotRemovable if something is to be removed that cannot be
     * @throws StillReferred if something would be gone that something else refers to
     */
    List<Told> decide(
            ContentState state,
            Instant recordedAt,
            Discretion discretion,
            Function<List<ItemId>, List<PublicFact>> versions) {
        var changes = changes(state, recordedAt);
        var accesses = new LinkedHashMap<ItemId, AccessChange>();
        accessChanges(state).forEach(change -> accesses.put(change.item(), change));
        if (changes.isEmpty() && accesses.isEmpty()) {
            return List.of();
        }
        if (state.isEmpty()) {
            ReservedName.refuse(trustCenter);
        } else if (basedOn.isEmpty()) {
            throw new BaseMissing(state.contentPosition(), changes.size() + accesses.size());
        }
        var known = versionsOf(accesses.values(), versions);
        var told = new ArrayList<Told>();
        for (var change : changes) {
            var item = change.item();
            var access = accesses.get(item);
            if (access != null && known.containsKey(item)) {
                // Before what is stated now: all that was stated until then is to be told anew.
                told.addAll(discretion.tell(access, Objects.requireNonNull(known.remove(item))));
            }
            told.add(discretion.tell(change.fact(), access == null ? state.access(item) : access.after()));
        }
        known.forEach((item, facts) -> told.addAll(discretion.tell(Objects.requireNonNull(accesses.get(item)), facts)));
        return told;
    }

    private static Map<ItemId, List<PublicFact>> versionsOf(
            Collection<AccessChange> changes, Function<List<ItemId>, List<PublicFact>> versions) {
        var known = new LinkedHashMap<ItemId, List<PublicFact>>();
        changes.forEach(change -> known.put(change.item(), new ArrayList<>()));
        var stated = changes.stream()
                .filter(change -> change.versions() > 0)
                .map(AccessChange::item)
                .toList();
        for (var fact : stated.isEmpty() ? List.<PublicFact>of() : versions.apply(stated)) {
            if (fact.fact() instanceof ContentFact content) {
                Objects.requireNonNull(known.get(ItemId.of(content))).add(fact);
            }
        }
        return known;
    }

    /** Whose answers are to be read otherwise. */
    List<AccessChange> accessChanges(ContentState state) {
        var changes = new ArrayList<AccessChange>();
        for (var item : document.items()) {
            var before = state.access(item.itemId());
            if (item.access() != null && item.access() != before) {
                var known = state.of(item.itemId());
                changes.add(new AccessChange(
                        item.itemId(),
                        before,
                        item.access(),
                        document.reason(),
                        known.lastContent(),
                        known.revision()));
            }
        }
        if (!changes.isEmpty()) {
            requireNewest(state);
        }
        return changes;
    }

    private void requireNewest(ContentState state) {
        basedOn.stream()
                .filter(base -> base != state.contentPosition())
                .min(Comparator.naturalOrder())
                .ifPresent(base -> {
                    throw new ChangedMeanwhile(base, state);
                });
    }

    /** What {@link #decide} would come to, whether or not it is said what it is based on. */
    List<Change> changes(ContentState state, Instant recordedAt) {
        var amendments = new ArrayList<Amendment>(document.items().size());
        var past = due == null || due.isAfter(recordedAt) ? recordedAt : due;
        document.items()
                .forEach(item -> amendments.add(new Amendment(item, state.of(item.itemId()), recordedAt, past)));
        var places = places(amendments, state);
        var changes = new ArrayList<Change>();
        for (var amendment : amendments) {
            changes.addAll(amendment.changes(places.getOrDefault(amendment.item(), 0L)));
        }
        if (state.isRestricted() || document.isRestricting()) {
            changes.replaceAll(this::discreet);
        }
        for (var item : removed(state, recordedAt)) {
            changes.addAll(Amendment.removal(item, state.of(item), recordedAt, document.reason()));
        }
        if (!changes.isEmpty()) {
            var facts = changes.stream().map(Change::fact).toList();
            References.check(state, state.after(facts, recordedAt));
            requireNewest(state);
        }
        return changes;
    }

    /** Whoever makes room for a restricted answer is not told why that one is changed. */
    private Change discreet(Change change) {
        return change.isOnlyMoved() && change.fact().statement().reason().equals(document.reason())
                ? change.because(WORDS.tell(AccessText.MOVED))
                : change;
    }

    /** What the trust center says or has announced and the document does not mention: it stays unless removed. */
    List<ItemId> leftOut(ContentState state, Instant recordedAt) {
        var mentioned = mentioned();
        return state.items().stream()
                .filter(item -> !mentioned.contains(item))
                .filter(item -> state.of(item).saysSomethingSince(recordedAt))
                .toList();
    }

    private Set<ItemId> mentioned() {
        var mentioned = new HashSet<ItemId>();
        document.items().forEach(item -> mentioned.add(item.itemId()));
        return mentioned;
    }

    // What refers goes before what it refers to, so that at no position a reader sees a reference to nothing.
    private Set<ItemId> removed(ContentState state, Instant recordedAt) {
        var mentioned = mentioned();
        var removed = new TreeSet<ItemId>(
                Comparator.comparing(ItemId::kind).reversed().thenComparing(ItemId::id));
        for (var item : removals.items()) {
            if (item.kind() == ContentKind.PROFILE) {
                throw new ProfileStays();
            } else if (mentioned.contains(item)) {
                throw NotRemovable.inTheDocument(item);
            } else if (!state.items().contains(item)) {
                throw NotRemovable.neverKnown(item);
            }
            removed.add(item);
        }
        if (removals.leftOut()) {
            removed.addAll(leftOut(state, recordedAt));
        }
        return removed;
    }

    private Map<ItemId, Long> places(List<Amendment> amendments, ContentState state) {
        var others = new EnumMap<ContentKind, Long>(ContentKind.class);
        var mentioned = mentioned();
        for (var item : state.items()) {
            var content = mentioned.contains(item) ? null : state.of(item).lastContent();
            if (content != null) {
                others.merge(item.kind(), Places.of(content), Math::max);
            }
        }
        var lists = new EnumMap<ContentKind, List<Amendment>>(ContentKind.class);
        amendments.forEach(amendment -> lists.computeIfAbsent(amendment.item().kind(), _ -> new ArrayList<>())
                .add(amendment));
        var places = new HashMap<ItemId, Long>();
        lists.forEach((kind, list) -> {
            var known = new HashMap<String, Long>();
            list.forEach(amendment -> {
                var place = amendment.place();
                if (place != null) {
                    known.put(amendment.item().id(), place);
                }
            });
            // The facts of sub-processors are not in the order of the list: the places in the document are.
            var ids = list.stream()
                    .sorted(Comparator.comparingLong(Amendment::wantedOrder))
                    .map(amendment -> amendment.item().id())
                    .toList();
            Places.of(ids, known, Objects.requireNonNullElse(others.get(kind), 0L))
                    .forEach((id, place) -> places.put(new ItemId(kind, id), place));
        });
        return places;
    }
}
