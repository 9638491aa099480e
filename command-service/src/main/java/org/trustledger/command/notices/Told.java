package org.trustledger.command.notices;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.FactCodec;
import org.trustledger.events.Profile;
import org.trustledger.events.TrustCenterId;

/**
 * All that is told at once of one trust center: never without a change.
 *
 * @param profile of whoever tells it
 * @param through ledger position up to which it tells
 * @param at the moment as of which it tells
 * @param changes in the order in which they are read: by kind, then as they were recorded
 * @param names what is named in them by its id, by kind and id, such as {@code tags/gdpr}
 */
public record Told(
        TrustCenterId trustCenter,
        Profile profile,
        long through,
        Instant at,
        List<ToldChange> changes,
        Map<String, Content> names) {

    /** How many of the changes of any topics are told whole, and how many of each topic are known whole here. */
    static final int MOST_WHOLE = 50;
    // Of one that is told by title alone, about.
    private static final int WEIGHT_OF_CHANGE = 500;

    /** @throws IllegalArgumentException if there is no change */
    public Told {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("Nothing is told without a change");
        }
        changes = List.copyOf(changes);
        names = Map.copyOf(names);
    }

    /** What of it belongs to any of these topics; empty if nothing does. */
    public Optional<Told> about(Set<String> topics) {
        var wanted = changes.stream()
                .filter(change -> change.topics().stream().anyMatch(topics::contains))
                .toList();
        return wanted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Told(trustCenter, profile, through, at, wanted, names));
    }

    /** This, and what came later, in one. Of what is told here already nobody is reminded as well. */
    Told and(Told later) {
        var told = changes.stream().flatMap(Beginning::of).collect(Collectors.toSet());
        var all = Stream.concat(
                        changes.stream(),
                        later.changes.stream()
                                .filter(change -> change.happened() != Happened.TAKES_EFFECT
                                        || Beginning.of(change).noneMatch(told::contains)))
                .sorted(Comparator.comparing(ToldChange::kind))
                .toList();
        var allNames = new HashMap<>(names);
        allNames.putAll(later.names);
        return new Told(trustCenter, later.profile, later.through, later.at, all, allNames);
    }

    /** What begins or ends at which moment. */
    private record Beginning(ToldKind kind, String item, Instant from) {
        static Stream<Beginning> of(ToldChange change) {
            return change instanceof ToldItem item
                    ? Stream.of(
                            new Beginning(item.kind(), item.item(), item.when().from()))
                    : Stream.empty();
        }
    }

    /** About how many characters are kept of it. */
    int weight() {
        var contents = Stream.concat(
                        changes.stream()
                                .filter(ToldItem.class::isInstance)
                                .map(ToldItem.class::cast)
                                .flatMap(item -> Stream.of(item.before(), item.after()))
                                .filter(Objects::nonNull)
                                .map(ToldItem.Version::content),
                        names.values().stream())
                .mapToInt(content -> FactCodec.mapper().writeValueAsBytes(content).length)
                .sum();
        return contents + changes.size() * WEIGHT_OF_CHANGE;
    }

    /** The keys of all topics that something of it belongs to. */
    public Set<String> topics() {
        var topics = new TreeSet<String>();
        changes.forEach(change -> topics.addAll(change.topics()));
        return topics;
    }

    /** What is called so in the ledger, such as {@code tags/gdpr}; null if it is not known by now. */
    @Nullable Content named(String item) {
        return names.get(item);
    }
}
