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
import java.net.http.HttpResponse;
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
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.backing.FreePort;
import org.trustledger.standalone.Parts;
import org.trustledger.standalone.processes.GuardedProcess;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two offices tell some hundreds of subscribers and a program of a change, and one of them dies: in the middle of
 * sending, and before all letters are put. Everybody gets the notice; whoever gets it twice gets the same letter, or
 * the same call, and the letters are no more than were under way.
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
    private static final String UNPUT = "select count(*) from delivery where letter is null and call is null";
    private static final String TURN = "hashtext('trust-ledger.letters-of-deliveries')";
    private static final Pattern LINK = Pattern.compile("/reception/[^/\"]+/(webhooks/[^?\"<]+)");

    private final SlowPost post = new SlowPost();
    private final SlowProgram program = new SlowProgram();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int reception = FreePort.any();

    @Test
    void everybodyIsToldAndNobodyTwoDifferentThingsWheneverAnOfficeDies(@TempDir Path directory) throws Exception {
        try (post;
                program;
                http;
                var parts = Parts.of(HOME, directory.resolve("data"), freePorts());
                var house = House.in(parts, Arguments.launcher(HOME));
                var desk = new Desk(parts, Clock.systemUTC(), Duration.ofMinutes(2))) {
            house.start(Part.POSTGRESQL, List.of());
            house.awaitReady(Part.POSTGRESQL, READY);
            house.start(Part.KAFKA, List.of());
            house.awaitReady(Part.KAFKA, READY);
            startOffice(house);
            var based = apply(desk, "Every night.", 0);
            subscribe();
            register();
            var other = startOther(parts);

            stop(SUBSCRIBERS / 3);
            based = apply(desk, "Every hour.", based);
            await().atMost(READY)
                    .until(() -> post.notices().size() == SUBSCRIBERS / 3
                            && post.underWay() > 0
                            && !program.calls().isEmpty());
            var underWay = kill(house);
            goOn(house);
            assertToldOnce(house, post.notices(), underWay, "hour");

            var before = post.notices().size();
            stop(SUBSCRIBERS / 6);
            underWay = killBeforeAllLettersArePut(house, desk, based);
            goOn(house);
            var second = post.notices();
            assertToldOnce(house, second.subList(before, second.size()), underWay, "minute");

            assertThat(program.calls().stream().map(SlowProgram.Call::id).distinct())
                    .as("each change under one id, however often it is called")
                    .hasSize(2);
            System.out.printf("%d calls made again%n", program.calls().size() - 2);
            assertThat(program.calls())
                    .allSatisfy(call -> assertThat(call.id())
                            .isEqualTo(call.event().path("id").asString()));
            assertThat(program.calls().stream().collect(groupingBy(SlowProgram.Call::id)))
                    .allSatisfy((_, again) -> assertThat(
                                    again.stream().map(SlowProgram.Call::event).distinct())
                            .as("only ever the same call")
                            .hasSize(1));
            other.stop(Duration.ofSeconds(30));
        }
    }

    private void stop(int letters) {
        post.stopsAfter(letters);
        program.stops();
    }

    /** @return how many letters were under way */
    private int kill(House house) {
        var all = new Unchanged();
        await().atMost(READY).during(Duration.ofSeconds(1)).until(() -> all.isSame(List.of((long) post.underWay())));
        var underWay = post.underWay();
        house.kill(Part.OFFICE);
        return underWay;
    }

    private void goOn(House house) throws SQLException {
        post.goesOn();
        program.goesOn();
        startOffice(house);
        comeToRest(house);
    }

    private void startOffice(House house) {
        house.start(Part.OFFICE, settings(Map.of("trust-ledger.reception.port", reception)));
        house.awaitReady(Part.OFFICE, READY);
    }

    /**
     * Kills the office when the letters of one half are put and on their way, and the others are not: where there are
     * more than fit in one block, there are such moments by themselves.
     */
    private int killBeforeAllLettersArePut(House house, Desk desk, long based) throws SQLException {
        try (var first = house.connect("office");
                var turn = first.createStatement();
                var second = house.connect("office");
                var later = second.createStatement()) {
            turn.execute("select pg_advisory_lock(%s)".formatted(TURN));
            apply(desk, "Every minute.", based);
            await().atMost(READY).until(() -> count(house, UNPUT) == SUBSCRIBERS);
            second.setAutoCommit(false);
            // What an offset leaves out would be locked, too.
            later.execute("""
                    select from delivery where letter is null and call is null and recipient in (
                      select recipient from delivery where letter is null and call is null
                      order by recipient offset %d) for update""".formatted(SUBSCRIBERS / 2));
            turn.execute("select pg_advisory_unlock(%s)".formatted(TURN));
            await().atMost(READY).until(() -> count(house, UNPUT) == SUBSCRIBERS / 2 && post.underWay() > 0);
            return kill(house);
        }
    }

    private static void assertToldOnce(House house, List<SlowPost.Letter> letters, int underWay, String word)
            throws SQLException {
        var byAddress = letters.stream().collect(groupingBy(SlowPost.Letter::to));
        System.out.printf(
                "%d letters under way at the kill, %d sent once more%n", underWay, letters.size() - SUBSCRIBERS);
        assertThat(byAddress).as("everybody is told").hasSize(SUBSCRIBERS);
        assertThat(byAddress)
                .allSatisfy((_, own) -> assertThat(own.stream().distinct())
                        .as("only ever the same letter")
                        .hasSize(1));
        assertThat(letters.size() - SUBSCRIBERS).as("sent once more").isBetween(0, underWay);
        var twice = byAddress.values().stream()
                .filter(own -> own.size() > 1)
                .map(own -> "'%s'".formatted(own.getFirst().id().replaceAll("[<>]|@.*", "")))
                .toList();
        assertThat(count(
                        house,
                        "select count(*) from delivery where perhaps_twice and letter in (%s)"
                                .formatted(twice.isEmpty() ? "''" : String.join(",", twice))))
                .as("it is on record that it may have come twice, of each that did")
                .isEqualTo(twice.size());
        assertThat(letters).allSatisfy(letter -> assertThat(letter.text()).contains(word));
        assertThat(count(house, "select count(*) from delivery where accepted_at is null"))
                .as("all of it on record")
                .isZero();
    }

    /** What goes before the command line of an office, so that it is told these things too. */
    private List<String> settings(Map<String, Object> own) {
        var settings = new HashMap<String, Object>(own);
        settings.put("trust-ledger.mail.port", post.port());
        settings.put("trust-ledger.subscriptions.site", SITE);
        settings.put("trust-ledger.subscriptions.letters-per-hour", 10 * SUBSCRIBERS);
        settings.put("trust-ledger.subscriptions.per-client-per-hour", 10 * SUBSCRIBERS);
        settings.put("trust-ledger.notices.gather", "0s");
        settings.put("trust-ledger.webhooks.allowed-hosts", program.host());
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

    /** The program asks to be told, too, and proves that it wants to be called. */
    private void register() throws Exception {
        var address = URLEncoder.encode("http://%s/changes".formatted(program.host()), StandardCharsets.UTF_8);
        var page = answer("webhooks", "address=%s&topic=answers".formatted(address));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(201);
        var link = LINK.matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();
        send(link.group(1), "do=challenge");
    }

    private void send(String path, String form) throws Exception {
        var answer = answer(path, form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    private HttpResponse<String> answer(String path, String form) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:%d/reception/%s/%s".formatted(reception, TRUST_CENTER, path)))
                        .header("Content-Type", FORM)
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String address(int number) {
        return "reader-%d@kund.example".formatted(number);
    }

    /**
     * Waits until all is sent. What the dead office held is given to another ten minutes later; here, as soon as the
     * living have sent all that they can.
     */
    private static void comeToRest(House house) throws SQLException {
        await().atMost(READY).until(() -> count(house, UNPUT) == 0);
        var unsent = "select count(*) from letter where next_try <= now() and held_until > now()";
        await().atMost(READY)
                .during(Duration.ofSeconds(8))
                .until(
                        () -> List.of(count(house, unsent), count(house, "select count(*) from letter")),
                        new Unchanged()::isSame);
        try (var database = house.connect("office");
                var statement = database.createStatement()) {
            statement.execute("update letter set held_until = now()");
            statement.execute("update webhook set held_until = now(), due_at = now() where due_at is not null");
        }
        await().atMost(READY).until(() -> count(house, "select count(*) from letter") == 0);
        await().atMost(READY)
                .until(() -> count(house, "select count(*) from webhook_call where taken_at is null") == 0);
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
