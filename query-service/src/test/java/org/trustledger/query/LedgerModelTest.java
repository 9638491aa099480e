package org.trustledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.events.Removal;
import org.trustledger.query.LedgerModel.Item;
import tools.jackson.databind.JsonNode;

/**
 * Random histories through the topic into views, held against {@link LedgerModel} at random pairs of instants: what
 * applies, in which languages, for how long, what comes, the history of each item, what is found, and the packs.
 *
 * <p>{@code -Dledger.model.histories=500} for a long run, {@code -Dledger.model.seed=…} for one that failed. A history
 * that fails is halved as long as it still does.
 */
class LedgerModelTest {
    private static final int HISTORIES = Integer.getInteger("ledger.model.histories", 4);
    private static final int COMMITS = 48;
    private static final int LOOKS = 12;
    private static final List<String> WORDS = List.of("backup", "encryption", "staff", "hall", "customer", "region");
    private static final Map<String, String> LISTS = Map.of("pillars", "pillars", "answers", "answers");

    private final AtomicInteger names = new AtomicInteger();
    private Counter counter;

    @BeforeEach
    void start(@TempDir Path archive) {
        counter = Counter.withArchive(archive).start();
    }

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void viewsHistoriesAndSearchesSayWhatTheSimplestModelSays() {
        var first = Long.getLong("ledger.model.seed", 20_261_122L);
        for (var seed = first; seed < first + HISTORIES; seed++) {
            var failure = failureOf(seed, COMMITS);
            if (failure != null) {
                var commits = COMMITS;
                for (var half = commits / 2; half > 0; half /= 2) {
                    var smaller = failureOf(seed, half);
                    if (smaller == null) {
                        break;
                    }
                    commits = half;
                    failure = smaller;
                }
                fail("Seed %d, %d commits: %s".formatted(seed, commits, failure.getMessage()), failure);
            }
        }
    }

    private @Nullable AssertionError failureOf(long seed, int commits) {
        var facts = new Facts("center-%d".formatted(names.incrementAndGet()));
        var profile = facts.commit(
                RandomHistory.BEGINNING.minus(1, ChronoUnit.HOURS),
                facts.stated("profile", Facts.day("2020-01-01"), null, null, Facts.profile("Nordhamn")));
        var history = new ArrayList<List<PublicFact>>();
        history.add(profile);
        history.addAll(RandomHistory.of(facts, new Random(seed), commits));
        var random = new Random(~seed);
        // In batches of any size, and what was sent is sent again now and then.
        for (var sent = 0; sent < history.size(); ) {
            var next = Math.min(history.size(), sent + 1 + random.nextInt(12));
            var repeated = random.nextInt(3) == 0 ? Math.max(0, sent - random.nextInt(6)) : sent;
            counter.relays(history.subList(repeated, next).stream()
                    .flatMap(List::stream)
                    .toList());
            sent = next;
        }
        var trustCenter = facts.trustCenter().value();
        counter.reaches(trustCenter, facts.all().size());
        try {
            var model = new LedgerModel(facts.all());
            for (var look = 0; look < LOOKS; look++) {
                var validAt = RandomHistory.BEGINNING
                        .plus(random.nextInt(RandomHistory.DAYS), ChronoUnit.DAYS)
                        .minus(random.nextInt(2), ChronoUnit.MICROS);
                var recordedAt = RandomHistory.BEGINNING.plus(Duration.ofMinutes(random.nextInt(commits * 60)));
                var at = "validAt=%s&recordedAt=%s".formatted(validAt, recordedAt);
                viewAgrees(model, trustCenter, validAt, recordedAt, at);
                translationsAgree(model, trustCenter, validAt, recordedAt, at);
                differencesAgree(
                        model,
                        trustCenter,
                        validAt,
                        recordedAt,
                        RandomHistory.BEGINNING.plus(random.nextInt(RandomHistory.DAYS), ChronoUnit.DAYS),
                        RandomHistory.BEGINNING.plus(Duration.ofMinutes(random.nextInt(commits * 60))));
                searchAgrees(model, trustCenter, validAt, recordedAt, at, WORDS.get(random.nextInt(WORDS.size())));
                historyAgrees(
                        model,
                        trustCenter,
                        model.items().get(random.nextInt(model.items().size())),
                        recordedAt);
            }
            packsAgree(model, facts, trustCenter);
            nobodyKnowsOf(model.closed(), trustCenter);
            return null;
        } catch (AssertionError e) {
            return e;
        }
    }

    private void viewAgrees(LedgerModel model, String trustCenter, Instant validAt, Instant recordedAt, String at) {
        var view = counter.json("/api/v1/trust-centers/%s?%s".formatted(trustCenter, at));
        var later = validAt.isAfter(recordedAt) ? validAt : recordedAt;
        var shown = new TreeMap<String, String>();
        LISTS.forEach((kind, list) -> view.path(list)
                .forEach(stated -> shown.put(kind + "/" + stated.path("id").asString(), described(stated))));
        var applying = new TreeMap<String, String>();
        var coming = new TreeSet<String>();
        for (var item : model.items()) {
            model.applying(item, validAt, recordedAt).ifPresent(fact -> {
                var stretch = model.stands(item, fact, recordedAt).stream()
                        .filter(one -> !one.from().isAfter(validAt)
                                && (one.until() == null || one.until().isAfter(validAt)))
                        .findFirst()
                        .orElseThrow();
                applying.put(
                        item.kind() + "/" + item.id(),
                        "%d %s %s %s"
                                .formatted(
                                        fact.position(),
                                        stretch.from(),
                                        stretch.until(),
                                        FactCodec.mapper().valueToTree(LedgerModel.content(fact))));
            });
            model.known(item, recordedAt)
                    .filter(fact -> fact.fact() instanceof Publication)
                    .forEach(fact -> model.stands(item, fact, recordedAt).stream()
                            .filter(stretch -> stretch.from().isAfter(later))
                            .filter(stretch -> !model.onlySaysAgain(item, fact, stretch.from(), recordedAt))
                            .forEach(stretch -> coming.add(
                                    "%s/%s %d %s".formatted(item.kind(), item.id(), fact.position(), stretch.from()))));
        }
        assertThat(shown).as("what applies at %s", at).isEqualTo(applying);
        endingsAgree(model, later, recordedAt, at, view.path("ending"));
        var announced = new TreeSet<String>();
        view.path("coming")
                .forEach(one -> announced.add("%s/%s %d %s"
                        .formatted(
                                one.path("kind").asString(),
                                one.at("/stated/id").asString(),
                                one.at("/stated/position").asLong(),
                                one.at("/stated/from").asString())));
        assertThat(announced).as("what comes after %s", at).isEqualTo(coming);
    }

    private void differencesAgree(
            LedgerModel model,
            String trustCenter,
            Instant fromValid,
            Instant fromRecorded,
            Instant toValid,
            Instant toRecorded) {
        var asked = "fromValidAt=%s&fromRecordedAt=%s&toValidAt=%s&toRecordedAt=%s"
                .formatted(fromValid, fromRecorded, toValid, toRecorded);
        var expected = new TreeSet<String>();
        for (var item : model.items()) {
            model.difference(item, fromValid, fromRecorded, toValid, toRecorded)
                    .ifPresent(said -> expected.add("%s/%s %s".formatted(item.kind(), item.id(), said)));
        }
        var told = new TreeSet<String>();
        var page = counter.json("/api/v1/trust-centers/%s/differences?limit=3&%s".formatted(trustCenter, asked));
        while (true) {
            page.path("differences")
                    .forEach(one -> told.add("%s/%s %s from %d to %d because of %d by %s"
                            .formatted(
                                    one.path("kind").asString(),
                                    one.path("item").asString(),
                                    one.path("became").asString(),
                                    one.at("/before/position").asLong(0),
                                    one.at("/after/position").asLong(0),
                                    one.path("position").asLong(),
                                    one.path("steps")
                                            .valueStream()
                                            .map(step -> step.path("position").asLong())
                                            .toList())));
            if (page.path("next").isNull()) {
                break;
            }
            page = counter.json(page.path("next").asString());
        }
        assertThat(told).as("what differs by %s", asked).isEqualTo(expected);
        assertThat(page.path("total").asInt()).isEqualTo(expected.size());
    }

    private void translationsAgree(
            LedgerModel model, String trustCenter, Instant validAt, Instant recordedAt, String at) {
        var told = new TreeMap<String, String>();
        counter.json("/api/v1/trust-centers/%s/answers?limit=200&%s".formatted(trustCenter, at))
                .path("translations")
                .forEachEntry((item, languages) -> told.put(
                        item,
                        languages
                                .valueStream()
                                .map(one -> one.path("language").asString() + " "
                                        + one.path("state").asString()
                                        + (one.path("original").isNull()
                                                ? ""
                                                : " since "
                                                        + one.at("/original/position")
                                                                .asLong()))
                                .collect(Collectors.joining(", "))));
        var expected = new TreeMap<String, String>();
        for (var item : model.items()) {
            if (item.kind().equals("answers")
                    && model.applying(item, validAt, recordedAt).isPresent()) {
                model.translation(item, validAt, recordedAt).ifPresent(state -> expected.put(item.id(), "sv " + state));
            }
        }
        assertThat(told).as("how translations stand at %s", at).isEqualTo(expected);
    }

    private static void endingsAgree(LedgerModel model, Instant later, Instant recordedAt, String at, JsonNode shown) {
        var ending = new TreeSet<String>();
        for (var item : model.items()) {
            model.known(item, recordedAt)
                    .filter(fact -> fact.fact() instanceof Publication)
                    .forEach(fact -> model.stands(item, fact, recordedAt)
                            .forEach(stretch -> model.ending(item, fact, stretch, recordedAt)
                                    .filter(why -> Objects.requireNonNull(stretch.until())
                                            .isAfter(later))
                                    .ifPresent(why -> ending.add("%s/%s %d until %s because of %d"
                                            .formatted(
                                                    item.kind(),
                                                    item.id(),
                                                    fact.position(),
                                                    stretch.until(),
                                                    why.position())))));
        }
        var said = new TreeSet<String>();
        shown.forEach(one -> said.add("%s/%s %d until %s because of %d"
                .formatted(
                        one.path("kind").asString(),
                        one.at("/stated/id").asString(),
                        one.at("/stated/position").asLong(),
                        one.at("/stated/until").asString(),
                        one.path("position").asLong())));
        assertThat(said).as("what ends after %s", at).isEqualTo(ending);
    }

    private static String described(JsonNode stated) {
        return "%d %s %s %s"
                .formatted(
                        stated.path("position").asLong(),
                        stated.path("from").asString(),
                        stated.path("until").isNull()
                                ? null
                                : stated.path("until").asString(),
                        stated.path("content"));
    }

    private void searchAgrees(
            LedgerModel model, String trustCenter, Instant validAt, Instant recordedAt, String at, String word) {
        var found = new TreeSet<Long>();
        counter.json("/api/v1/trust-centers/%s/search?q=%s&language=en&limit=50&%s".formatted(trustCenter, word, at))
                .path("hits")
                .forEach(hit -> found.add(hit.path("position").asLong()));
        var having = new TreeSet<Long>();
        for (var item : model.items()) {
            model.applying(item, validAt, recordedAt)
                    .filter(fact -> LedgerModel.has(LedgerModel.content(fact), word))
                    .ifPresent(fact -> having.add(fact.position()));
        }
        assertThat(found).as("where '%s' is found at %s", word, at).isEqualTo(having);
    }

    private void historyAgrees(LedgerModel model, String trustCenter, Item item, Instant recordedAt) {
        var shown = new HashMap<Long, String>();
        counter.json("/api/v1/trust-centers/%s/%s/%s/history?limit=200&recordedAt=%s"
                        .formatted(trustCenter, item.kind(), item.id(), recordedAt))
                .path("versions")
                .forEach(version -> shown.put(
                        version.path("position").asLong(),
                        "removed %s, approved %s, %s"
                                .formatted(
                                        version.path("removed").asBoolean(),
                                        version.path("approved").asBoolean(),
                                        version.path("stands")
                                                .valueStream()
                                                .map(stretch -> stretch.path("from")
                                                                .asString() + " "
                                                        + (stretch.path("until").isNull()
                                                                ? null
                                                                : stretch.path("until")
                                                                        .asString()))
                                                .toList())));
        var said = new HashMap<Long, String>();
        model.known(item, recordedAt)
                .forEach(fact -> said.put(
                        fact.position(),
                        "removed %s, approved %s, %s"
                                .formatted(
                                        fact.fact() instanceof Removal,
                                        fact.approver() != null,
                                        model.stands(item, fact, recordedAt).stream()
                                                .map(stretch -> stretch.from() + " " + stretch.until())
                                                .toList())));
        assertThat(shown)
                .as("the history of %s as known at %s", item, recordedAt)
                .isEqualTo(said);
    }

    private void nobodyKnowsOf(List<String> closed, String trustCenter) {
        for (var item : closed) {
            for (var address : List.of("%s", "%s/history", "%s/difference?to=2026-01-01")) {
                assertThat(counter.get("/api/v1/trust-centers/%s/answers/%s"
                                        .formatted(trustCenter, address.formatted(item)))
                                .statusCode())
                        .as("%s, which is internal", address.formatted(item))
                        .isEqualTo(404);
            }
        }
    }

    private void packsAgree(LedgerModel model, Facts facts, String trustCenter) {
        var registered = new LinkedHashMap<String, PublicFact>();
        for (var fact : facts.all()) {
            if (fact.fact() instanceof PackIssued issued) {
                registered.putIfAbsent(issued.pack(), fact);
            }
        }
        packsAgree(registered.values(), trustCenter, "limit=7");
        var withheld = new TreeMap<String, Boolean>();
        counter.json("/api/v1/trust-centers/%s/packs?limit=500".formatted(trustCenter))
                .path("packs")
                .forEach(pack -> withheld.put(
                        pack.path("pack").asString(), pack.path("withheld").asBoolean()));
        assertThat(withheld)
                .as("which packs are withheld")
                .isEqualTo(new TreeMap<>(registered.values().stream()
                        .map(fact -> (PackIssued) fact.fact())
                        .collect(Collectors.toMap(PackIssued::pack, model::isWithheld))));
        registered.values().stream()
                .map(fact -> ((PackIssued) fact.fact()).identity().scope())
                .distinct()
                .forEach(scope -> packsAgree(
                        registered.values().stream()
                                .filter(fact -> ((PackIssued) fact.fact())
                                        .identity()
                                        .scope()
                                        .equals(scope))
                                .toList(),
                        trustCenter,
                        "scope=" + scope.text()));
    }

    private void packsAgree(Collection<PublicFact> registered, String trustCenter, String selection) {
        var shown = new ArrayList<Long>();
        var page = counter.json("/api/v1/trust-centers/%s/packs?%s".formatted(trustCenter, selection));
        while (true) {
            page.path("packs").forEach(pack -> shown.add(pack.path("position").asLong()));
            if (page.path("next").isNull()) {
                break;
            }
            page = counter.json(page.path("next").asString());
        }
        assertThat(shown)
                .as("packs by %s", selection)
                .isEqualTo(registered.stream()
                        .map(PublicFact::position)
                        .sorted(Comparator.reverseOrder())
                        .toList());
    }
}
