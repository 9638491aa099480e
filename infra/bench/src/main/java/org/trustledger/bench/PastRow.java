package org.trustledger.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a past view costs in a long history. */
final class PastRow implements Row {
    private static final String TOPIC = "long-history.facts";
    private static final String SHORT_TOPIC = "short-history.facts";
    private static final int HUNDREDTH = 100;
    private static final Duration YEAR = Duration.ofDays(365);

    @Override
    public String name() {
        return "past";
    }

    @Override
    public List<Comparison> measure(Surroundings surroundings) throws Exception {
        var told = History.tell(surroundings.scale().facts(), surroundings.bootstrapServers(), TOPIC);
        var fewer = History.tell((int) told / HUNDREDTH, surroundings.bootstrapServers(), SHORT_TOPIC);
        var archive = surroundings.directory("archive");
        var trustCenter = History.TRUST_CENTER.value();
        var longDatabase = surroundings.database("long_views", "query-service");
        var shortDatabase = surroundings.database("short_views", "query-service");
        // Faster than reading it fact by fact as it comes.
        Counter.rebuild(surroundings, longDatabase, TOPIC, archive);
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var longCounter = Counter.begin(surroundings, longDatabase, TOPIC, archive)
                        .awaitPosition(http, trustCenter, told);
                var shortCounter = Counter.begin(surroundings, shortDatabase, SHORT_TOPIC, archive)
                        .awaitPosition(http, trustCenter, fewer)) {
            for (var database : List.of(longDatabase, shortDatabase)) {
                try (var tidy = surroundings.connect(database);
                        var statement = tidy.createStatement()) {
                    // What autovacuum does by itself a minute later.
                    statement.execute("vacuum analyze statement, commit");
                }
            }
            var instants = new Random(19);
            var samples = surroundings.scale().samples();
            var measured = surroundings
                    .rounds()
                    .measure(
                            () -> looked(http, longCounter, instants, samples),
                            () -> looked(http, shortCounter, instants, samples));
            var differing = surroundings
                    .rounds()
                    .measure(
                            () -> compared(http, longCounter, instants, samples),
                            () -> compared(http, shortCounter, instants, samples));
            return List.of(
                    new Comparison(
                            "a past view of 160 answers at %,d facts".formatted(told),
                            "the same at %,d facts".formatted(fewer),
                            "ms",
                            measured.ours(),
                            measured.theirs(),
                            Target.atMost(1.5),
                            "%s, each the median of %d views at instants never asked for before"
                                    .formatted(surroundings.rounds(), samples)),
                    new Comparison(
                            "what changed in a year of 160 answers at %,d facts".formatted(told),
                            "the same at %,d facts".formatted(fewer),
                            "ms",
                            differing.ours(),
                            differing.theirs(),
                            Target.atMost(1.5),
                            "%s, each the median of %d comparisons of dates never asked for before"
                                    .formatted(surroundings.rounds(), samples)));
        }
    }

    private static double compared(HttpClient http, Counter counter, Random instants, int samples)
            throws IOException, InterruptedException {
        var times = new ArrayList<Double>();
        for (var i = 0; i < samples; i++) {
            var from = History.BEGINNING.plusSeconds(
                    86_400 + instants.nextLong(History.LENGTH.minus(YEAR).toSeconds() - 2 * 86_400));
            var to = from.plus(YEAR);
            times.add(look(
                    http,
                    counter.differences(
                            History.TRUST_CENTER.value(),
                            "?fromValidAt=%s&fromRecordedAt=%s&toValidAt=%s&toRecordedAt=%s"
                                    .formatted(from, from, to, to))));
        }
        return new Series(times).median();
    }

    private static double looked(HttpClient http, Counter counter, Random instants, int samples)
            throws IOException, InterruptedException {
        var times = new ArrayList<Double>();
        for (var i = 0; i < samples; i++) {
            var then =
                    History.BEGINNING.plusSeconds(86_400 + instants.nextLong(History.LENGTH.toSeconds() - 2 * 86_400));
            times.add(look(http, counter.view(History.TRUST_CENTER.value(), asOf(then))));
        }
        return new Series(times).median();
    }

    private static String asOf(Instant then) {
        return "?validAt=%s&recordedAt=%s".formatted(then, then);
    }

    private static double look(HttpClient http, URI address) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
        var millis = (System.nanoTime() - begin) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("%s answered %d".formatted(address, answer.statusCode()));
        }
        return millis;
    }
}
