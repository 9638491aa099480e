package org.trustledger.command.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.Truth;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.Content;
import org.trustledger.events.Evidence;
import org.trustledger.events.FactCodec;
import org.trustledger.events.FactType;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Profile;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.TrustCenterId;

/**
 * Reads from the ledger what is told of a window of it, or of what is about to take effect: only the items concerned, a
 * few at a time, and of what many subscribers get no more than a notice has room for.
 */
@Component
public class WhatIsTold {
    private static final int ITEMS_AT_ONCE = 100;
    private static final int MOST_NAMES = 2_000;
    private static final String PROFILE = FactType.PROFILE_PUBLISHED.kind() + "/" + Profile.ITEM;
    private static final String TAGS = FactType.TAG_PUBLISHED.kind() + "/";

    private final Ledger ledger;
    private final JdbcTemplate jdbc;
    private final FactCodec codec = new FactCodec();

    WhatIsTold(Ledger ledger, JdbcTemplate jdbc) {
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    /**
     * What is told of the facts after one position up to another; empty if nothing is, or nobody could be told who
     * tells it. Of what was recorded since, only a narrower access counts.
     *
     * @param after position of the last fact before them
     * @param through position of the last of them, where a commit ends
     */
    public Optional<Told> between(TrustCenterId trustCenter, long after, long through) {
        var now = recordedAt(trustCenter, through);
        if (now.isEmpty()) {
            return Optional.empty();
        }
        var collected = new Collected();
        for (var some : inBatches(concerned(trustCenter, after, through))) {
            var facts = facts(trustCenter, some);
            for (var item : some) {
                var kind = ToldKind.of(item).orElseThrow();
                collected.add(ItemChanges.between(
                        kind, kind.id(item), facts.getOrDefault(item, List.of()), after, through, now.get()));
            }
        }
        pack(trustCenter, after, through).ifPresent(pack -> collected.add(List.of(pack)));
        return told(trustCenter, through, now.get(), collected.changes);
    }

    /**
     * What was announced up to a position, is still so, and takes effect within a stretch of time; empty if nothing
     * does. What was announced after it is told first, and is nothing to be reminded of yet.
     *
     * @param through position up to which was told what is announced
     * @param after exclusive
     * @param until inclusive
     */
    public Optional<Told> takingEffect(TrustCenterId trustCenter, long through, Instant after, Instant until) {
        var collected = new Collected();
        for (var some : inBatches(announced(trustCenter, after, until))) {
            var facts = facts(trustCenter, some);
            for (var item : some) {
                var kind = ToldKind.of(item).orElseThrow();
                collected.add(ItemChanges.takingEffect(
                        kind, kind.id(item), facts.getOrDefault(item, List.of()), through, after, until));
            }
        }
        return told(trustCenter, through, after, collected.changes);
    }

    /** Changes as they are found, so many of each topic whole as may be told whole to whoever chose it. */
    private static final class Collected {
        private final List<ToldChange> changes = new ArrayList<>();
        private final Map<String, Integer> whole = new HashMap<>();

        void add(List<? extends ToldChange> found) {
            for (var change : found) {
                // Whatever is among the first of some topics is among the first of one of them.
                var fits = false;
                for (var topic : change.topics()) {
                    fits |= whole.merge(topic, 1, Integer::sum) <= Told.MOST_WHOLE;
                }
                changes.add(fits ? change : change.abridged());
            }
        }
    }

    private Optional<Told> told(TrustCenterId trustCenter, long through, Instant at, List<ToldChange> changes) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        var names = names(trustCenter, changes, at);
        return names.remove(PROFILE) instanceof Profile profile
                ? Optional.of(new Told(trustCenter, profile, through, at, changes, names))
                : Optional.empty();
    }

    private Optional<Instant> recordedAt(TrustCenterId trustCenter, long position) {
        return jdbc
                .query(
                        "select recorded_at from public_fact where trust_center = ? and position = ?",
                        (row, _) -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        trustCenter.value(),
                        position)
                .stream()
                .findFirst();
    }

    /** The items of which something was stated, in the order in which they are told. */
    private List<String> concerned(TrustCenterId trustCenter, long after, long through) {
        return inOrder(jdbc.queryForList("""
                        select item from public_fact
                        where trust_center = ? and position > ? and position <= ? and content
                        group by item order by min(position)""", String.class, trustCenter.value(), after, through));
    }

    private List<String> announced(TrustCenterId trustCenter, Instant after, Instant until) {
        var from = after.atOffset(ZoneOffset.UTC);
        var to = until.atOffset(ZoneOffset.UTC);
        return inOrder(
                jdbc.queryForList("""
                select item from (
                  select item, position from public_fact
                  where trust_center = ? and content and valid_from > ? and valid_from <= ?
                  union all
                  select item, position from public_fact
                  where trust_center = ? and valid_to is not null and valid_to > ? and valid_to <= ?) as boundary
                group by item order by min(position)""", String.class, trustCenter.value(), from, to, trustCenter.value(), from, to));
    }

    private static List<String> inOrder(List<String> items) {
        return items.stream()
                .filter(item ->
                        ToldKind.of(item).filter(kind -> kind != ToldKind.PACK).isPresent())
                .sorted(Comparator.comparing(item -> ToldKind.of(item).orElseThrow()))
                .toList();
    }

    private static List<List<String>> inBatches(List<String> items) {
        var batches = new ArrayList<List<String>>();
        for (var from = 0; from < items.size(); from += ITEMS_AT_ONCE) {
            batches.add(items.subList(from, Math.min(from + ITEMS_AT_ONCE, items.size())));
        }
        return batches;
    }

    /** All facts of some items, as readers know them, by item. */
    private Map<String, List<KnownFact>> facts(TrustCenterId trustCenter, Collection<String> items) {
        var facts = new HashMap<String, List<KnownFact>>();
        jdbc.query(
                Truth.SELECT + Truth.FROM + """
                        join (select (convert_from(meta_data, 'UTF8')::jsonb ->> 'position')::bigint as position
                              from domain_event where aggregate_identifier = any(?)) as event
                          on event.position = f.position
                        where f.trust_center = ? and f.content order by f.position""",
                row -> {
                    var known = known(row);
                    facts.computeIfAbsent(known.fact().item(), _ -> new ArrayList<>())
                            .add(known);
                },
                items.stream().map(item -> "%s/%s".formatted(trustCenter, item)).toArray(String[]::new),
                trustCenter.value());
        return facts;
    }

    private KnownFact known(ResultSet row) throws SQLException {
        var told = codec.read(row.getBytes("told"));
        if (told.fact() instanceof AnswerWithheld) {
            // It is internal: what becomes of it is known to nobody before it is opened.
            return new KnownFact(told, null);
        }
        return row.getBytes("withheld") == null
                ? KnownFact.whole(told)
                : new KnownFact(told, Reading.of(Truth.in(row, codec).fact()));
    }

    /**
     * The newest pack of everything, if it shows all that was recorded up to that position and is kept from nobody.
     * Packs of a part, or of another date, are made when somebody asks: that they are here is no news.
     */
    private Optional<ToldPack> pack(TrustCenterId trustCenter, long after, long through) {
        var issued = jdbc.query("""
                select bytes from public_fact
                where trust_center = ? and position > ? and position <= ? and item like 'packs/%' order by position""", (row, _) -> codec.read(row.getBytes(1)), trustCenter.value(), after, through);
        var editions = new LinkedHashMap<String, ToldPack.Edition>();
        PublicFact last = null;
        for (var fact : issued) {
            if (fact.fact() instanceof PackIssued pack && isNews(trustCenter, fact, pack, through)) {
                var identity = pack.identity();
                editions.put(
                        identity.language(),
                        new ToldPack.Edition(
                                pack.pack(),
                                identity.language(),
                                identity.validAt(),
                                pack.pages(),
                                pack.bytes(),
                                pack.sealedSha256()));
                last = fact;
            }
        }
        return last == null
                ? Optional.empty()
                : Optional.of(new ToldPack(List.copyOf(editions.values()), last.position(), last.recordedAt()));
    }

    private boolean isNews(TrustCenterId trustCenter, PublicFact fact, PackIssued pack, long through) {
        var identity = pack.identity();
        return identity.scope() instanceof PackScope.Everything
                && !identity.validAt().isBefore(identity.recordedAt())
                && !identity.validAt().isAfter(fact.recordedAt())
                && ledger.head(trustCenter).orElseThrow().accessPosition() == identity.accessPosition()
                && showsEverything(trustCenter, identity.contentPosition(), through)
                && (identity.validAt().equals(identity.recordedAt()) || isBoundary(trustCenter, identity.validAt()));
    }

    private boolean showsEverything(TrustCenterId trustCenter, long contentPosition, long through) {
        return Boolean.FALSE.equals(jdbc.queryForObject(
                "select exists (select from public_fact where trust_center = ? and position > ? and position <= ? and content)",
                Boolean.class,
                trustCenter.value(),
                contentPosition,
                through));
    }

    /** Whether something began or ended then: whoever asked for a pack of just any day is no news to others. */
    private boolean isBoundary(TrustCenterId trustCenter, Instant instant) {
        var at = instant.atOffset(ZoneOffset.UTC);
        return Boolean.TRUE.equals(
                jdbc.queryForObject("""
                select exists (select from public_fact where trust_center = ? and content and valid_from = ?)
                  or exists (select from public_fact where trust_center = ? and valid_to is not null and valid_to = ?)""", Boolean.class, trustCenter.value(), at, trustCenter.value(), at));
    }

    /** What the changes, and their topics, name by ids, as it is called then; and who the provider is. */
    private Map<String, Content> names(TrustCenterId trustCenter, List<ToldChange> changes, Instant at) {
        var named = new LinkedHashSet<String>();
        named.add(PROFILE);
        for (var change : changes) {
            if (change instanceof ToldItem item) {
                Stream.of(Optional.ofNullable(item.before()), Optional.ofNullable(item.after()))
                        .flatMap(Optional::stream)
                        .forEach(version -> addNamed(version.content(), named));
            }
            change.topics().forEach(topic -> {
                var tag = topic.indexOf(':');
                if (tag > 0) {
                    named.add(TAGS + topic.substring(tag + 1));
                }
            });
        }
        var names = new HashMap<String, Content>();
        for (var some : inBatches(named.stream().limit(MOST_NAMES).toList())) {
            facts(trustCenter, some).forEach((item, facts) -> {
                var content = newest(facts, at);
                if (content != null) {
                    names.put(item, ToldItem.nameOf(content));
                }
            });
        }
        return names;
    }

    private static void addNamed(Content content, Set<String> named) {
        switch (content) {
            case Answer answer -> {
                answer.tags().forEach(tag -> named.add(TAGS + tag));
                answer.evidence().stream()
                        .map(Evidence::agreement)
                        .filter(agreement -> agreement != null)
                        .forEach(agreement -> named.add(ToldKind.AGREEMENT.item(agreement)));
            }
            case Subprocessor subprocessor -> {
                if (subprocessor.parent() != null) {
                    named.add(ToldKind.SUBPROCESSOR.item(subprocessor.parent()));
                }
            }
            default -> {
                // Names nothing by its id.
            }
        }
    }

    /** What it reads then; else what it read last, for it is still called so. */
    private static @Nullable Content newest(List<KnownFact> facts, Instant at) {
        var course = Course.of(facts);
        var content = course.at(at).content();
        return content != null
                ? content
                : course.steps().reversed().stream()
                        .map(Course.Stretch::content)
                        .filter(each -> each != null)
                        .findFirst()
                        .orElse(null);
    }
}
