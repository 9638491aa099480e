package org.trustledger.chaos;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.backing.FreePort;
import org.trustledger.standalone.Parts;
import org.trustledger.standalone.processes.GuardedProcess;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two offices tell some hundreds of subscribers of a change, and one of them dies in the middle of it. Everybody gets
 * the notice; whoever gets it twice gets the same letter, and they are no more than were under way.
 */
class NobodyMissesANoticeIT {
    private static final Path HOME = Path.of(System.getProperty("trust-ledger.home", "../.."))
            .toAbsolutePath()
            .normalize();
    private static final Duration READY = Duration.ofMinutes(4);
    private static final int SUBSCRIBERS = 300;
    private static final int PORTS = 12;
    private static final String TRUST_CENTER = "tc-told";
    private static final String SITE = "https://trust.fjordsky.example";
    private static final String WISH = "topic=answers&language=en&cadence=immediate";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final SlowPost post = new SlowPost();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int reception = FreePort.any();

    @Test
    void everybodyIsToldAndNobodyTwoDifferentThingsWhenAnOfficeDies(@TempDir Path directory) throws Exception {
        try (post;
                http;
                var parts = Parts.of(HOME, directory.resolve("data"), freePorts());
                var house = House.in(parts, Arguments.launcher(HOME));
                var desk = new Desk(parts, Clock.systemUTC(), Duration.ofMinutes(2))) {
            house.start(Part.POSTGRESQL, List.of());
            house.awaitReady(Part.POSTGRESQL, READY);
            house.start(Part.KAFKA, List.of());
            house.awaitReady(Part.KAFKA, READY);
            house.start(Part.OFFICE, settings(Map.of("trust-ledger.reception.port", reception)));
            house.awaitReady(Part.OFFICE, READY);
            var based = apply(desk, "Every night.", 0);
            subscribe();
            var other = startOther(parts);

            post.stopsAfter(SUBSCRIBERS / 3);
            apply(desk, "Every hour.", based);
            await().atMost(READY).until(() -> post.notices().size() == SUBSCRIBERS / 3 && post.underWay() > 0);
            var underWay = post.underWay();
            house.kill(Part.OFFICE);
            post.goesOn();
            house.start(Part.OFFICE, settings(Map.of("trust-ledger.reception.port", reception)));
            house.awaitReady(Part.OFFICE, READY);
            comeToRest(house);

            var byAddress = post.notices().stream().collect(groupingBy(SlowPost.Letter::to));
            System.out.printf(
                    "%d letters under way at the kill, %d sent once more%n",
                    underWay, post.notices().size() - SUBSCRIBERS);
            assertThat(byAddress).as("everybody is told").hasSize(SUBSCRIBERS);
            assertThat(byAddress)
                    .allSatisfy((_, letters) -> assertThat(letters.stream().distinct())
                            .as("only ever the same letter")
                            .hasSize(1));
            assertThat(post.notices().size() - SUBSCRIBERS).as("sent once more").isBetween(0, underWay);
            var twice = byAddress.values().stream()
                    .filter(letters -> letters.size() > 1)
                    .map(letters -> "'%s'".formatted(letters.getFirst().id().replaceAll("[<>]|@.*", "")))
                    .toList();
            assertThat(count(
                            house,
                            "select count(*) from delivery where perhaps_twice and letter in (%s)"
                                    .formatted(twice.isEmpty() ? "''" : String.join(",", twice))))
                    .as("it is on record that it may have come twice, of each that did")
                    .isEqualTo(twice.size());
            assertThat(post.notices())
                    .allSatisfy(letter -> assertThat(letter.text()).contains("hour"));
            assertThat(count(house, "select count(*) from delivery where accepted_at is null"))
                    .as("all of it on record")
                    .isZero();
            other.stop(Duration.ofSeconds(30));
        }
    }

    /** What goes before the command line of an office, so that it is told these things too. */
    private List<String> settings(Map<String, Object> own) {
        var settings = new HashMap<String, Object>(own);
        settings.put("trust-ledger.mail.port", post.port());
        settings.put("trust-ledger.subscriptions.site", SITE);
        settings.put("trust-ledger.subscriptions.letters-per-hour", 10 * SUBSCRIBERS);
        settings.put("trust-ledger.subscriptions.per-client-per-hour", 10 * SUBSCRIBERS);
        settings.put("trust-ledger.notices.gather", "0s");
        return List.of("env", "SPRING_APPLICATION_JSON=" + JsonMapper.shared().writeValueAsString(settings));
    }

    /** A second office on the same database. */
    private GuardedProcess startOther(Parts parts) throws IOException {
        var management = FreePort.any();
        var other = parts.start(
                Parts.Artifact.OFFICE,
                settings(Map.of(
                        "server.port", FreePort.any(),
                        "management.server.port", management,
                        "trust-ledger.reception.port", FreePort.any(),
                        "logging.file.name", parts.logs().resolve("other.log").toString())));
        var ready = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(management)))
                .build();
        await().atMost(READY)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> http.send(ready, BodyHandlers.discarding()).statusCode() == 200);
        return other;
    }

    private static long apply(Desk desk, String text, long basedOn) {
        var document = JsonMapper.shared()
                .writeValueAsBytes(Map.of(
                        "trustLedger",
                        1,
                        "reason",
                        "It is so",
                        "profile",
                        Map.of(
                                "name", "Fjordsky",
                                "legalName", "Fjordsky AB",
                                "contact", Map.of("function", "Trust office", "address", "trust@fjordsky.example"),
                                "languages", List.of("en"),
                                "timeZone", "Europe/Stockholm",
                                "defaultNoticePeriod", "P30D"),
                        "categories",
                        List.of(Map.of("id", "security", "label", "Security")),
                        "answers",
                        List.of(Map.of(
                                "id", "backup",
                                "category", "security",
                                "question", "Are there backups?",
                                "text", text))));
        var outcome = desk.apply(TRUST_CENTER, document, basedOn, "key-" + basedOn);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).body().path("contentPosition").asLong();
    }

    private void subscribe() throws Exception {
        for (var number = 0; number < SUBSCRIBERS; number++) {
            send(
                    "subscribe",
                    "address=%s&%s".formatted(URLEncoder.encode(address(number), StandardCharsets.UTF_8), WISH));
        }
        await().atMost(READY).until(() -> post.taken().size() == SUBSCRIBERS);
        var link = "%s/reception/%s/subscriptions/".formatted(SITE, TRUST_CENTER);
        for (var letter : post.taken()) {
            var secret = letter.text()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith(link))
                    .findFirst()
                    .orElseThrow()
                    .substring(link.length());
            send("subscriptions/" + secret, "do=confirm&" + WISH);
        }
    }

    private void send(String path, String form) throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:%d/reception/%s/%s".formatted(reception, TRUST_CENTER, path)))
                        .header("Content-Type", FORM)
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    private static String address(int number) {
        return "reader-%d@kund.example".formatted(number);
    }

    /**
     * Waits until all is sent. What the dead office held is given to another ten minutes later; here, as soon as the
     * living have sent all that they can.
     */
    private static void comeToRest(House house) throws SQLException {
        var unsent = "select count(*) from letter where next_try <= now() and held_until > now()";
        await().atMost(READY)
                .during(Duration.ofSeconds(8))
                .until(
                        () -> List.of(count(house, unsent), count(house, "select count(*) from letter")),
                        new Unchanged()::isSame);
        try (var database = house.connect("office");
                var statement = database.createStatement()) {
            statement.execute("update letter set held_until = now()");
        }
        await().atMost(READY).until(() -> count(house, "select count(*) from letter") == 0);
    }

    /** Whether something is still what it was when it was looked at last. */
    private static final class Unchanged {
        private List<Long> last = List.of();

        boolean isSame(List<Long> now) {
            var same = now.equals(last);
            last = now;
            return same;
        }
    }

    private static long count(House house, String query) throws SQLException {
        try (var database = house.connect("office");
                var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static int freePorts() {
        return new SplittableRandom()
                .ints(100, 20_000, 32_000)
                .filter(base -> IntStream.range(base, base + PORTS).allMatch(NobodyMissesANoticeIT::isFree))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No twelve consecutive ports are free"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
