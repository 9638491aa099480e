package org.trustledger.command.letters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.people.People;

/**
 * Gives each letter its turn with the domain of its address: so many go to one domain in a minute, whichever office
 * sends them, and those beyond have their minute later. A domain is recognised by a mark, for its name would say whose
 * people are told. For one thread.
 */
@Component
class DomainTurns {
    // Of one who tells very many no other trust center's letters to the same domain wait longer.
    private static final Duration FURTHEST = Duration.ofMinutes(10);
    private static final int BLOCKS = 20;

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final People people;
    private final LetterSettings settings;
    private final Clock clock;
    // Turns of this minute that are taken and not given to a letter yet, by the marks of domains.
    private final Map<String, Integer> ahead = new HashMap<>();
    private Instant minute = Instant.EPOCH;

    DomainTurns(
            JdbcTemplate jdbc,
            TransactionOperations transactions,
            People people,
            LetterSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.people = people;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Takes a turn for each of some letters.
     *
     * @param addresses by the ids of the letters
     * @return those whose turn is later, or is to be asked for later
     */
    Map<String, Later> take(Map<String, String> addresses) {
        var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!now.equals(minute)) {
            minute = now;
            ahead.clear();
        }
        var byDomain = new TreeMap<String, Deque<String>>();
        addresses.forEach((letter, address) -> byDomain.computeIfAbsent(
                        people.markOfDomain(
                                address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT)),
                        _ -> new ArrayDeque<>())
                .add(letter));
        byDomain.forEach((mark, letters) -> {
            while (!letters.isEmpty() && ahead.getOrDefault(mark, 0) > 0) {
                letters.remove();
                ahead.merge(mark, -1, Integer::sum);
            }
        });
        byDomain.values().removeIf(Deque::isEmpty);
        if (byDomain.isEmpty()) {
            return Map.of();
        }
        var more = new HashMap<String, Integer>();
        var later = Objects.requireNonNull(transactions.execute(_ -> takeFromAll(byDomain, now, more)));
        ahead.putAll(more);
        return later;
    }

    private Map<String, Later> takeFromAll(
            Map<String, Deque<String>> byDomain, Instant now, Map<String, Integer> forNext) {
        var later = new HashMap<String, Later>();
        var most = settings.perDomain();
        var domains = hold(byDomain.keySet().toArray(String[]::new), now);
        domains.replaceAll((mark, last) -> {
            var next = last;
            for (var letter : byDomain.getOrDefault(mark, new ArrayDeque<>())) {
                var one = next.andOne(most);
                if (one.minute().isAfter(now.plus(FURTHEST))) {
                    later.put(letter, new Later(next.minute(), false));
                    continue;
                }
                next = one;
                if (next.minute().isAfter(now)) {
                    later.put(letter, new Later(next.minute(), true));
                }
            }
            // Some more for those that come next, or each of a thousand would be written down by itself.
            var more = next.minute().equals(now) ? Math.min(most / BLOCKS, most - next.letters()) : 0;
            forNext.put(mark, more);
            return new Turn(next.minute(), next.letters() + more);
        });
        keep(domains);
        return later;
    }

    /**
     * Not now.
     *
     * @param isTurn whether the letter has its turn then; otherwise it asks again
     */
    record Later(Instant minute, boolean isTurn) {}

    /**
     * The last turn that was given.
     *
     * @param letters that have theirs in that minute
     */
    private record Turn(Instant minute, int letters) {
        Turn andOne(int most) {
            return letters < most ? new Turn(minute, letters + 1) : new Turn(minute.plus(1, ChronoUnit.MINUTES), 1);
        }
    }

    /** The last turn of each domain, none of them past, for the caller's transaction alone. */
    private Map<String, Turn> hold(String[] marks, Instant now) {
        jdbc.update("""
                insert into letter_domain (mark, minute, letters)
                select mark, ?, 0 from unnest(?::text[]) as mark order by mark on conflict do nothing""", now.atOffset(ZoneOffset.UTC), marks);
        var turns = new TreeMap<String, Turn>();
        jdbc.query(
                "select mark, minute, letters from letter_domain where mark = any(?) order by mark for update",
                row -> {
                    var minute = row.getObject(2, OffsetDateTime.class).toInstant();
                    turns.put(
                            row.getString(1),
                            minute.isBefore(now) ? new Turn(now, 0) : new Turn(minute, row.getInt(3)));
                },
                (Object) marks);
        return turns;
    }

    private void keep(Map<String, Turn> turns) {
        jdbc.update(
                """
                update letter_domain d set minute = turn.minute, letters = turn.letters
                from unnest(?::text[], ?::timestamptz[], ?::integer[]) as turn(mark, minute, letters)
                where d.mark = turn.mark""",
                turns.keySet().toArray(String[]::new),
                turns.values().stream().map(turn -> turn.minute().toString()).toArray(String[]::new),
                turns.values().stream().map(Turn::letters).toArray(Integer[]::new));
    }

    /** Forgets domains that were last written to long ago. */
    void forget() {
        jdbc.update(
                "delete from letter_domain where minute < ?",
                clock.instant().minus(1, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC));
    }
}
