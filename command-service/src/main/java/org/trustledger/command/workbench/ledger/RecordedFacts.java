package org.trustledger.command.workbench.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.Truth;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.events.Removal;
import org.trustledger.events.TrustCenterId;

/** Reads the ledger for people. What a question costs does not grow with the ledger. */
@Component
class RecordedFacts {
    static final int A_PAGE = 50;
    private static final int OF_A_COMMIT = 10;
    // Enough for whatever was recorded since somebody last looked; a ledger of old is left to the background.
    private static final int ROUNDS = 10;

    private final JdbcTemplate jdbc;
    private final Ledger ledger;
    private final FactLines lines;
    private final FactCodec codec = new FactCodec();

    RecordedFacts(JdbcTemplate jdbc, Ledger ledger, FactLines lines) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.lines = lines;
    }

    /**
     * A page of the wanted facts.
     *
     * @param before only those recorded before this position; null for the newest
     * @param after only those recorded after this position, the nearest of them; null for none of that
     */
    FactsPage page(TrustCenterId trustCenter, Wanted wanted, @Nullable Long before, @Nullable Long after) {
        var last = ledger.head(trustCenter).map(Head::position).orElse(0L);
        var found = catchUp(trustCenter, last);
        var stretch = stretch(trustCenter, wanted, last);
        var low = after == null ? stretch.low() : Math.max(stretch.low(), after + 1);
        var high = before == null ? stretch.high() : Math.min(stretch.high(), before - 1);
        var positions = positions(trustCenter, wanted, low, high, after != null, A_PAGE + 1);
        var isMore = positions.size() > A_PAGE;
        if (after != null && !isMore) {
            // The newest page, whole, rather than what little is newer.
            return page(trustCenter, wanted, null, null);
        }
        var shown = new ArrayList<>(positions.subList(0, Math.min(A_PAGE, positions.size())));
        if (after != null) {
            Collections.reverse(shown);
        }
        return new FactsPage(
                read(trustCenter, shown),
                after != null || before != null,
                after != null || isMore,
                wanted.isStretch() ? last : found,
                last);
    }

    private long catchUp(TrustCenterId trustCenter, long last) {
        var reached = lines.reached(trustCenter);
        for (var round = 0; round < ROUNDS && reached < last; round++) {
            reached = lines.catchUp(trustCenter);
        }
        return Math.min(reached, last);
    }

    /** Positions, both ends included. */
    private record Stretch(long low, long high) {}

    // Recorded time rises with the positions and positions have no gap, so dates and commits are stretches of them.
    private Stretch stretch(TrustCenterId trustCenter, Wanted wanted, long last) {
        var low = 1L;
        var high = last;
        if (wanted.commit() != null) {
            var end = wanted.commit();
            low = bytes(trustCenter, end)
                    .map(codec::read)
                    .filter(PublicFact::endsCommit)
                    .map(fact -> firstSince(trustCenter, fact.recordedAt(), last))
                    .orElse(end + 1);
            high = end;
        }
        if (wanted.from() != null) {
            low = Math.max(low, firstSince(trustCenter, wanted.from(), last));
        }
        if (wanted.until() != null) {
            high = Math.min(high, firstSince(trustCenter, wanted.until(), last) - 1);
        }
        return new Stretch(low, high);
    }

    /** The first position recorded at an instant or later, by halving; one more than the last if there is none. */
    private long firstSince(TrustCenterId trustCenter, Instant instant, long last) {
        var first = jdbc.queryForObject(
                """
                with recursive halving (low, high) as (
                  select 1::bigint, ?::bigint + 1
                  union all
                  select case when f.recorded_at < ? then f.position + 1 else low end,
                    case when f.recorded_at < ? then high else f.position end
                  from halving cross join lateral (
                    select position, recorded_at from public_fact
                    where trust_center = ? and position = (low + high) / 2) as f
                  where low < high)
                select low from halving where low = high""",
                Long.class,
                last,
                instant.atOffset(ZoneOffset.UTC),
                instant.atOffset(ZoneOffset.UTC),
                trustCenter.value());
        return first == null ? last + 1 : first;
    }

    private List<Long> positions(
            TrustCenterId trustCenter, Wanted wanted, long low, long high, boolean upwards, int most) {
        if (!wanted.isStretch()) {
            return lines.positions(trustCenter, wanted, low, high, upwards, most);
        }
        var positions = new ArrayList<Long>();
        for (var place = 0; place < most && place <= high - low; place++) {
            positions.add(upwards ? low + place : high - place);
        }
        return positions;
    }

    private List<NamedFact> read(TrustCenterId trustCenter, List<Long> positions) {
        var facts = new HashMap<Long, PublicFact>();
        jdbc.query(
                Truth.SELECT + Truth.FROM + "where f.trust_center = ? and f.position = any (?)",
                row -> {
                    var fact = Truth.in(row, codec);
                    facts.put(fact.position(), fact);
                },
                trustCenter.value(),
                positions.toArray(Long[]::new));
        var gone = saidBefore(
                trustCenter,
                facts.values().stream()
                        .filter(fact -> fact.fact() instanceof Removal
                                || fact.fact() instanceof AnswerAccessChanged
                                || fact.fact() instanceof AnswerConfirmed)
                        .toList());
        return positions.stream()
                .map(facts::get)
                .filter(Objects::nonNull)
                .map(fact -> new NamedFact(
                        fact,
                        switch (fact.fact()) {
                            case Publication publication -> publication.content();
                            case AnswerVersionOpened opened -> opened.content();
                            default -> gone.get(fact.position());
                        }))
                .toList();
    }

    /** What the items said last of which these facts say nothing themselves, by the positions of the facts. */
    private Map<Long, Content> saidBefore(TrustCenterId trustCenter, List<PublicFact> removals) {
        var said = new HashMap<Long, Content>();
        if (removals.isEmpty()) {
            return said;
        }
        jdbc.query(
                """
                select removal.position as removed_at, f.bytes as told, w.bytes as withheld
                from unnest(?::text[], ?::bigint[]) as removal (item, position) cross join lateral (
                  select position from fact_line l
                  where l.trust_center = ? and l.item = removal.item and l.position < removal.position
                    and l.happened not in ('removed', 'access', 'confirmed')
                  order by l.position desc limit 1) as before
                  join public_fact f on f.trust_center = ? and f.position = before.position
                  left join withheld_part w on w.trust_center = f.trust_center and w.position = f.position""",
                row -> {
                    if (Truth.in(row, codec).fact() instanceof Publication publication) {
                        said.put(row.getLong("removed_at"), publication.content());
                    }
                },
                removals.stream().map(PublicFact::item).toArray(String[]::new),
                removals.stream().map(PublicFact::position).toArray(Long[]::new),
                trustCenter.value(),
                trustCenter.value());
        return said;
    }

    /** The bytes of a fact as published; empty if the ledger has no such position. */
    Optional<byte[]> bytes(TrustCenterId trustCenter, long position) {
        return jdbc
                .queryForList(
                        "select bytes from public_fact where trust_center = ? and position = ?",
                        byte[].class,
                        trustCenter.value(),
                        position)
                .stream()
                .findFirst();
    }

    /** What the fact withholds; empty if it tells all there is. */
    Optional<byte[]> withheld(TrustCenterId trustCenter, long position) {
        return jdbc
                .queryForList(
                        "select bytes from withheld_part where trust_center = ? and position = ?",
                        byte[].class,
                        trustCenter.value(),
                        position)
                .stream()
                .findFirst();
    }

    /** One fact with what surrounds it; empty if the ledger has no such position. */
    Optional<FactInFull> find(TrustCenterId trustCenter, long position) {
        var last = ledger.head(trustCenter).map(Head::position).orElse(0L);
        return bytes(trustCenter, position).map(bytes -> {
            var found = catchUp(trustCenter, last);
            var fact = codec.read(bytes);
            var first = firstSince(trustCenter, fact.recordedAt(), last);
            return new FactInFull(
                    read(trustCenter, List.of(position)).getFirst(),
                    bytes,
                    before(trustCenter, fact),
                    corrected(trustCenter, fact),
                    neighbour(trustCenter, fact, false),
                    neighbour(trustCenter, fact, true),
                    first,
                    commit(trustCenter, fact, first),
                    last,
                    found < last);
        });
    }

    /** What was known, where the fact begins to apply, until it was recorded. */
    private @Nullable PublicFact before(TrustCenterId trustCenter, PublicFact fact) {
        if (!(fact.fact() instanceof ContentFact content)) {
            return null;
        }
        var from = content.statement().validFrom().atOffset(ZoneOffset.UTC);
        return one(Truth.SELECT + Truth.FROM + """
                join fact_line l on l.trust_center = f.trust_center and l.position = f.position
                where l.trust_center = ? and l.item = ? and l.position < ?
                  and f.valid_from <= ? and (f.valid_to is null or f.valid_to > ?)
                order by l.position desc limit 1""", trustCenter.value(), fact.item(), fact.position(), from, from);
    }

    private @Nullable PublicFact corrected(TrustCenterId trustCenter, PublicFact fact) {
        return fact.fact() instanceof ContentFact content && content.statement().corrects() != null
                ? one(
                        Truth.SELECT + Truth.FROM + "where f.trust_center = ? and f.position = ?",
                        trustCenter.value(),
                        content.statement().corrects())
                : null;
    }

    private @Nullable PublicFact one(String query, Object... arguments) {
        return jdbc.query(query, (row, _) -> Truth.in(row, codec), arguments).stream()
                .findFirst()
                .orElse(null);
    }

    private @Nullable Long neighbour(TrustCenterId trustCenter, PublicFact fact, boolean next) {
        var positions = lines.positions(
                trustCenter,
                new Wanted(null, fact.item(), null, null, null, null, null),
                next ? fact.position() + 1 : 1,
                next ? Long.MAX_VALUE : fact.position() - 1,
                next,
                1);
        return positions.isEmpty() ? null : positions.getFirst();
    }

    private List<NamedFact> commit(TrustCenterId trustCenter, PublicFact fact, long first) {
        var positions = new ArrayList<Long>();
        for (var position = first; position <= fact.commitPosition() && positions.size() < OF_A_COMMIT; position++) {
            positions.add(position);
        }
        return read(trustCenter, positions);
    }
}
