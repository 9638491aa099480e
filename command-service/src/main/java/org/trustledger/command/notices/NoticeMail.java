package org.trustledger.command.notices;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Evidence;
import org.trustledger.command.letters.LetterDue;
import org.trustledger.command.letters.LetterWriter;
import org.trustledger.command.letters.Written;
import org.trustledger.command.mail.Letter;
import org.trustledger.command.mail.Refusal;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.platform.Sha256;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.events.TrustCenterId;

/**
 * Writes the letters that carry notices. Those who are told the same in the same language get the same words, which are
 * set once and kept; only the links at the end are each one's own.
 *
 * <p>What a letter says is worked out when it leaves: all that is due to somebody goes with one, as it has become
 * altogether, and what was restricted meanwhile is told no more. Where they asked for something else in between, or
 * were told of it already, what was before that and what came after it stand apart.
 */
@Component
class NoticeMail implements LetterWriter {
    static final String KIND = "notice";

    // Of either, about so many characters are kept; what everybody is told again and again meanwhile fits many times.
    private static final int MOST_KEPT = 16 * 1024 * 1024;
    // That something says nothing takes room too.
    private static final int LEAST = 1_024;
    private static final int LONGEST_LABEL = 63;
    // In place of what is each recipient's own, in the words that are kept.
    private static final URI OWN_LINK = URI.create("(link)");

    private final Deliveries deliveries;
    private final NoticeRecords notices;
    private final WhatIsTold whatIsTold;
    private final NoticeLetters letters;
    private final SubscriptionDesk desk;
    private final People people;
    private final Ledger ledger;
    private final Clock clock;
    private final Map<String, LetterAudience> audiences;
    // Whoever needs what another is about to set waits for that, and seldom for anything else.
    private final Cache<Saying, Optional<SetWords>> set = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .<Saying, Optional<SetWords>>weigher((_, words) ->
                    LEAST + words.map(each -> each.words().weight()).orElse(0))
            .build();
    private final Cache<Stretch, Optional<Told>> told = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .<Stretch, Optional<Told>>weigher(
                    (_, all) -> LEAST + all.map(Told::weight).orElse(0))
            .build();

    NoticeMail(
            Deliveries deliveries,
            NoticeRecords notices,
            WhatIsTold whatIsTold,
            NoticeLetters letters,
            SubscriptionDesk desk,
            People people,
            Ledger ledger,
            Clock clock,
            ObjectProvider<LetterAudience> audiences) {
        this.deliveries = deliveries;
        this.notices = notices;
        this.whatIsTold = whatIsTold;
        this.letters = letters;
        this.desk = desk;
        this.people = people;
        this.ledger = ledger;
        this.clock = clock;
        this.audiences = audiences.stream().collect(Collectors.toMap(LetterAudience::name, Function.identity()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    /**
     * Of what is told.
     *
     * @param asOf position of the last fact about access, for what was restricted is told no more; of the last fact of
     *     all for a reminder, for what was withdrawn takes no effect
     */
    private record Stretch(
            TrustCenterId trustCenter, long after, long through, Notice.@Nullable Effect effect, long asOf) {}

    /**
     * A stretch of which somebody is told, and of what of it.
     *
     * @param since nothing that is not of one of these as well; null if that is no less
     */
    private record Part(
            Stretch stretch,
            SortedSet<String> topics,
            @Nullable List<String> since) {
        /** By which topics it is told; those of them that it says nothing of are named to nobody. */
        Collection<String> asked() {
            return since == null ? topics : since;
        }

        /** Both in one, of which the other goes on where this ends. */
        Part and(Part next) {
            var all = new TreeSet<>(topics);
            all.addAll(next.topics);
            return new Part(
                    new Stretch(
                            stretch.trustCenter(),
                            stretch.after(),
                            next.stretch.through(),
                            next.stretch.effect(),
                            next.stretch.asOf()),
                    all,
                    since == null ? next.since : since);
        }
    }

    /**
     * All that the words of a notice depend on.
     *
     * @param links that its readers have
     */
    private record Saying(
            List<Part> parts, String language, String audience, Set<OwnLink> links, long accessPosition) {}

    /**
     * Words that are set.
     *
     * @param silent the parts of which they tell nothing
     * @param provider who tells it, by name
     */
    private record SetWords(ComposedNotice words, String sha256, Set<Part> silent, String provider) {}

    @Override
    public Map<String, Written> write(List<LetterDue> due) {
        var going = deliveries.with(due.stream().map(LetterDue::id).toList()).stream()
                .collect(Collectors.groupingBy(Deliveries.Going::letter));
        var addressees = addressees(going.values());
        var forgotten = forgotten(going.values(), addressees.keySet());
        var turns = turns(going.values());
        var heads = new HashMap<TrustCenterId, Optional<Head>>();
        var languages = deliveries.languages(
                due.stream().filter(LetterDue::isUnsure).map(LetterDue::id).toList());
        var says = new HashMap<String, Written>();
        var now = now();
        for (var letter : due) {
            var all = going.getOrDefault(letter.id(), List.of());
            var addressee = addressees.get(letter.to());
            if (addressee == null || all.isEmpty()) {
                deliveries.notSent(
                        letter.id(),
                        forgotten.contains(letter.to()) ? Deliveries.Why.FORGOTTEN : Deliveries.Why.LEFT,
                        letter.isUnsure(),
                        now);
                continue;
            }
            if (addressee.isPaused()) {
                deliveries.notSent(letter.id(), Deliveries.Why.PAUSED, letter.isUnsure(), now);
                continue;
            }
            // Whoever may have it gets the same again, whatever they have asked for since.
            var with = letter.isUnsure() ? all : asking(all, addressee.topics());
            var links = addressee.links(letter.id());
            var head = heads.computeIfAbsent(letter.trustCenter(), ledger::head);
            var together = together(with, turns.getOrDefault(letter.to(), List.of()), head);
            var saying = new Saying(
                    together.stream().map(Together::part).toList(),
                    languages.getOrDefault(letter.id(), addressee.language()),
                    with.getFirst().audience(),
                    Set.copyOf(links.keySet()),
                    head.map(Head::accessPosition).orElse(0L));
            var words = set(saying);
            if (words.isEmpty()) {
                deliveries.notSent(letter.id(), Deliveries.Why.UNDONE, letter.isUnsure(), now);
            }
            for (var each : together) {
                var isSilent = words.isEmpty() || words.get().silent().contains(each.part());
                for (var one : each.going()) {
                    var isUnasked = wasAskedFor(part(one, head));
                    if (isSilent || isUnasked) {
                        deliveries.leftOut(one, isUnasked ? Deliveries.Why.UNASKED : Deliveries.Why.UNDONE, now);
                    }
                }
            }
            if (words.isEmpty()) {
                continue;
            }
            says.put(
                    letter.id(),
                    new Written(
                            letter(letter, words.get(), links, addressee),
                            new Evidence(
                                    words.get().sha256(),
                                    digest(addressee.salt(), letter.id(), addressee.address()),
                                    saying.accessPosition())));
        }
        return says;
    }

    /** What goes with a letter, by what its reader asks for now. */
    private List<Deliveries.Going> asking(List<Deliveries.Going> all, @Nullable Set<String> wish) {
        if (wish == null) {
            return all;
        }
        var asking = all.stream()
                .map(each -> each.since(
                        wish.containsAll(each.topics())
                                ? null
                                : wish.stream().sorted().toList()))
                .toList();
        deliveries.asksSince(asking.stream().filter(each -> !all.contains(each)).toList());
        return asking;
    }

    /** Those of a trust center where something was restricted since. */
    @Override
    public Set<String> outdated(Collection<HandedOver> letters) {
        var heads = new HashMap<TrustCenterId, Long>();
        return letters.stream()
                .filter(each -> heads.computeIfAbsent(each.letter().trustCenter(), this::accessPosition)
                        != each.evidence().accessPosition())
                .map(each -> each.letter().id())
                .collect(Collectors.toSet());
    }

    private long accessPosition(TrustCenterId trustCenter) {
        return ledger.head(trustCenter).map(Head::accessPosition).orElse(0L);
    }

    @Override
    public void handingOver(Collection<HandedOver> letters, Instant at) {
        deliveries.handingOver(letters, at);
    }

    /** Nobody who is forgotten, whatever their audience says. */
    private Map<PersonId, LetterAudience.Addressee> addressees(Collection<List<Deliveries.Going>> going) {
        var addressees = new HashMap<PersonId, LetterAudience.Addressee>();
        going.stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(
                        Deliveries.Going::audience,
                        Collectors.mapping(Deliveries.Going::recipient, Collectors.toSet())))
                .forEach((audience, persons) ->
                        addressees.putAll(audience(audience).addressees(persons)));
        addressees.keySet().removeAll(people.forgotten(addressees.keySet()));
        return addressees;
    }

    /** Those of whoever is no addressee any more whom the provider's staff had forgotten. */
    private Set<PersonId> forgotten(Collection<List<Deliveries.Going>> going, Set<PersonId> addressees) {
        var forgotten = new HashSet<PersonId>();
        going.stream()
                .flatMap(List::stream)
                .filter(each -> !addressees.contains(each.recipient()))
                .collect(Collectors.groupingBy(
                        Deliveries.Going::audience,
                        Collectors.mapping(Deliveries.Going::recipient, Collectors.toSet())))
                .forEach((audience, persons) ->
                        forgotten.addAll(audience(audience).forgotten(persons)));
        return forgotten;
    }

    /** Some that go with a letter, told as they have become altogether. */
    private record Together(Part part, List<Deliveries.Going> going) {}

    private static List<Together> together(List<Deliveries.Going> with, List<Instant> turns, Optional<Head> head) {
        var together = new ArrayList<Together>();
        for (var each : with) {
            var part = part(each, head);
            if (!together.isEmpty() && goesOn(together.getLast().going().getLast(), each, turns)) {
                var before = together.removeLast();
                together.add(new Together(
                        before.part().and(part),
                        Stream.concat(before.going().stream(), Stream.of(each)).toList()));
            } else {
                together.add(new Together(part, List.of(each)));
            }
        }
        return together;
    }

    private static Part part(Deliveries.Going going, Optional<Head> head) {
        var notice = going.notice();
        var effect = notice.effect();
        return new Part(
                new Stretch(
                        notice.trustCenter(),
                        notice.after(),
                        notice.through(),
                        effect,
                        head.map(effect == null ? Head::accessPosition : Head::position)
                                .orElse(0L)),
                new TreeSet<>(going.topics()),
                going.since());
    }

    /**
     * Whether both are told as they have become altogether: not if they were told of something in between, or asked for
     * something else then. Told together, that would be told twice, or to somebody who had not asked for it.
     */
    private static boolean goesOn(Deliveries.Going last, Deliveries.Going next, List<Instant> turns) {
        return last.notice().effect() == null
                && next.notice().effect() == null
                && !next.toldMeanwhile()
                && turns.stream()
                        .noneMatch(turn -> !turn.isBefore(last.notice().madeAt())
                                && !turn.isAfter(next.notice().madeAt()));
    }

    /** When those to whom several notices go with one letter asked for something else than before. */
    private Map<PersonId, List<Instant>> turns(Collection<List<Deliveries.Going>> going) {
        var turns = new HashMap<PersonId, List<Instant>>();
        going.stream()
                .filter(with -> with.size() > 1)
                .map(List::getFirst)
                .collect(Collectors.groupingBy(Deliveries.Going::audience))
                .forEach((audience, first) -> turns.putAll(audience(audience)
                        .turns(
                                first.stream().map(Deliveries.Going::recipient).collect(Collectors.toSet()),
                                first.stream()
                                        .map(each -> each.notice().madeAt())
                                        .min(Comparator.naturalOrder())
                                        .orElseThrow())));
        return turns;
    }

    private LetterAudience audience(String name) {
        return Objects.requireNonNull(audiences.get(name), name);
    }

    private Optional<SetWords> set(Saying saying) {
        return set.get(saying, this::compose);
    }

    /** Whether it says something of what its reader asked for then, and nothing of what they ask for since. */
    private boolean wasAskedFor(Part part) {
        return part.since() != null && about(part).isEmpty() && all(part).isPresent();
    }

    private Optional<Told> all(Part part) {
        return told.get(part.stretch(), this::told).flatMap(all -> all.about(part.topics()));
    }

    private Optional<Told> about(Part part) {
        var since = part.since();
        return since == null ? all(part) : all(part).flatMap(all -> all.about(Set.copyOf(since)));
    }

    private Optional<SetWords> compose(Saying saying) {
        var silent =
                saying.parts().stream().filter(part -> about(part).isEmpty()).collect(Collectors.toSet());
        return saying.parts().stream()
                .flatMap(part -> about(part).stream())
                .reduce(Told::and)
                .map(about -> {
                    var topics = saying.parts().stream()
                            .flatMap(part -> part.asked().stream())
                            .collect(Collectors.toSet());
                    var words = letters.compose(
                            about,
                            new Readership(
                                    topics,
                                    saying.language(),
                                    audience(saying.audience()).why(),
                                    saying.links()),
                            desk.site());
                    var kept = words.to(withheld(saying.links()));
                    var sha256 = HexFormat.of()
                            .formatHex(Sha256.fresh()
                                    .digest(digested(kept.language(), kept.subject(), kept.text(), kept.html())));
                    notices.keepText(new NoticeRecords.NoticeWordsKept(
                            sha256, kept.language(), kept.subject(), kept.text(), kept.html(), words.answers()));
                    return new SetWords(words, sha256, silent, about.profile().name());
                });
    }

    private static Map<OwnLink, URI> withheld(Set<OwnLink> links) {
        var withheld = new EnumMap<OwnLink, URI>(OwnLink.class);
        links.forEach(link -> withheld.put(link, OWN_LINK));
        return withheld;
    }

    private Optional<Told> told(Stretch stretch) {
        var effect = stretch.effect();
        return effect == null
                ? whatIsTold.between(stretch.trustCenter(), stretch.after(), stretch.through())
                : whatIsTold.takingEffect(stretch.trustCenter(), stretch.through(), effect.after(), effect.until());
    }

    /** What the digest of words is of: the language, the subject, an empty line, the text, and the same as HTML. */
    static byte[] digested(String language, String subject, String text, String html) {
        return "%s\n%s\n\n%s\n%s".formatted(language, subject, text, html).getBytes(StandardCharsets.UTF_8);
    }

    private static Letter letter(
            LetterDue due, SetWords set, Map<OwnLink, URI> links, LetterAudience.Addressee addressee) {
        var own = set.words().to(links);
        var letter = new Letter(due.id(), addressee.address(), own.language(), own.subject(), own.text(), own.html())
                .from(set.provider())
                .tellingBounces();
        return addressee.leave() == null ? letter : letter.toSubscribers(listOf(due.trustCenter()), addressee.leave());
    }

    /** The id of a trust center as one label of a name: without hyphens in a row, and of 63 characters at most. */
    static String listOf(TrustCenterId trustCenter) {
        var label = trustCenter.value().replaceAll("-{2,}", "-");
        return label.length() <= LONGEST_LABEL
                ? label
                : label.substring(0, LONGEST_LABEL).replaceFirst("-+$", "");
    }

    /**
     * By which whoever knows the salt can tell to which address a letter went, and nobody else: lower-case hex SHA-256
     * of the salt, the letter's id and the address, each but the last ended by a line feed.
     */
    static String digest(String salt, String letter, String address) {
        return HexFormat.of()
                .formatHex(Sha256.fresh()
                        .digest((salt + "\n" + letter + "\n" + address).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void refused(String letter, @Nullable Refusal refusal) {
        deliveries.refused(letter, refusal);
    }

    @Override
    public void ended(Collection<Ended> letters, Instant at) {
        deliveries.ended(letters, at);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
