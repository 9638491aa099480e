package org.trustledger.command.workbench.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.trustledger.events.TrustCenterId;

/**
 * What somebody asks of the ledger, as it stands in the address.
 *
 * @param given what was given, as it was given; nothing for what was left empty
 * @param problems what cannot be understood of it, in words
 */
record Asked(Wanted wanted, Map<Condition, String> given, Map<Condition, String> problems) {
    private static final Pattern ACTOR = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,17}");

    /** What can be asked for; their names in small letters are the parameters'. */
    enum Condition {
        KIND,
        HAPPENED,
        FROM,
        UNTIL,
        ITEM,
        ACTOR,
        COMMIT;

        String parameter() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Asked {
        given = Map.copyOf(given);
        problems = Map.copyOf(problems);
    }

    /** @param parameter the value of a parameter; null if there is none */
    static Asked of(Function<String, @Nullable String> parameter, ZoneId zone, FactWords words) {
        var given = new EnumMap<Condition, String>(Condition.class);
        for (var condition : Condition.values()) {
            var value = parameter.apply(condition.parameter());
            if (value != null && !value.isBlank()) {
                given.put(condition, value.strip());
            }
        }
        return new Reading(given, zone, words).read();
    }

    boolean isForAll() {
        return given.isEmpty();
    }

    String given(Condition condition) {
        return given.getOrDefault(condition, "");
    }

    /** The query of an address that asks the same, with or without a cursor: {@code ?kind=answers&before=71}. */
    String query(@Nullable String cursor, long position) {
        var query = UriComponentsBuilder.newInstance();
        var values = new LinkedHashMap<String, String>();
        for (var condition : Condition.values()) {
            if (given.containsKey(condition)) {
                query.queryParam(condition.parameter(), "{" + condition.parameter() + "}");
                values.put(condition.parameter(), given(condition));
            }
        }
        if (cursor != null) {
            query.queryParam(cursor, position);
        }
        return query.encode().buildAndExpand(values).toUriString();
    }

    /** A position in an address; null if it is none. */
    static @Nullable Long position(@Nullable String text) {
        return text != null && POSITION.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    private record Reading(
            Map<Condition, String> given, ZoneId zone, FactWords words, Map<Condition, String> problems) {
        Reading(Map<Condition, String> given, ZoneId zone, FactWords words) {
            this(given, zone, words, new EnumMap<>(Condition.class));
        }

        Asked read() {
            var kind = value(
                    Condition.KIND,
                    FactText.FILTER_BAD_CHOICE,
                    text -> Arrays.stream(FactKind.values())
                            .filter(each -> each.key().equals(text))
                            .findFirst());
            var happened = value(
                    Condition.HAPPENED,
                    FactText.FILTER_BAD_CHOICE,
                    text -> Arrays.stream(Happened.values())
                            .filter(each -> each.key().equals(text))
                            .findFirst());
            var from = value(Condition.FROM, FactText.FILTER_BAD_DATE, Reading::date);
            var until = value(Condition.UNTIL, FactText.FILTER_BAD_DATE, Reading::date);
            if (from != null && until != null && from.isAfter(until)) {
                problems.put(
                        Condition.FROM, words.say(FactText.FILTER_BAD_DATE_ORDER, from.toString(), until.toString()));
            }
            var item = value(
                    Condition.ITEM,
                    FactText.FILTER_BAD_ITEM,
                    text -> Optional.of(text).filter(Reading::isItem));
            var actor = value(
                    Condition.ACTOR,
                    FactText.FILTER_BAD_ACTOR,
                    text -> Optional.of(text).filter(name -> ACTOR.matcher(name).matches()));
            var commit =
                    value(Condition.COMMIT, FactText.FILTER_BAD_COMMIT, text -> Optional.ofNullable(position(text)));
            return new Asked(
                    new Wanted(
                            kind,
                            item,
                            happened,
                            actor,
                            commit,
                            from == null ? null : start(from),
                            until == null ? null : start(until.plusDays(1))),
                    given,
                    problems);
        }

        private <T> @Nullable T value(Condition condition, FactText problem, Function<String, Optional<T>> reading) {
            var text = given.get(condition);
            if (text == null) {
                return null;
            }
            var value = reading.apply(text);
            if (value.isEmpty()) {
                problems.put(condition, words.say(problem, text.length() > 80 ? text.substring(0, 79) + "…" : text));
            }
            return value.orElse(null);
        }

        private static Optional<LocalDate> date(String text) {
            try {
                return Optional.of(LocalDate.parse(text))
                        .filter(date -> date.getYear() >= 1900 && date.getYear() <= 2199);
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }

        private static boolean isItem(String text) {
            var slash = text.indexOf('/');
            return slash > 0
                    && Arrays.stream(FactKind.values())
                            .anyMatch(kind -> kind.key().equals(text.substring(0, slash)))
                    && TrustCenterId.isValid(text.substring(slash + 1));
        }

        private Instant start(LocalDate date) {
            return date.atStartOfDay(zone).toInstant();
        }
    }
}
