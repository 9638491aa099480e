package org.trustledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.Access;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.Content;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Seal;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.Trigger;

/**
 * What is restricted today is gone from everywhere, whatever instants are asked about. Every address of the counter is
 * asked; one that is added and not asked here fails the test.
 */
class AccessTest {
    private static final Instant LOADED = day("2026-01-10");
    private static final Instant RESTRICTED = day("2026-03-10");
    private static final Instant NOW = day("2026-04-01");
    private static final String WHAT_CHANGED = "differences:2026-01-01T00:00:00Z";
    private static final String PUMP = "pump-seven";
    private static final long FIRST_OF_PUMP = 7;
    private static final long LAST_OF_PUMP = 10;

    /** What only the answer's text, its title or its reasons have. */
    private static final String TEXT = "zebratext";

    private static final String TITLE = "zebratitle";
    private static final String REASON = "zebrareason";

    private static final Pattern VARIABLE = Pattern.compile("\\{(?<name>\\w+)}");

    private final Facts facts = new Facts("nordhamn");
    private final Restricting restricting = new Restricting(facts);
    private final Map<String, String> packs = new LinkedHashMap<>();
    private Counter counter;

    @BeforeEach
    void load(@TempDir Path archive) throws IOException {
        counter = Counter.withArchive(archive).at(NOW);
        commit(LOADED, facts.stated("profile", null, null, null, Facts.profile("Nordhamn")));
        commit(
                LOADED.plusSeconds(60),
                facts.stated("operations", null, null, null, new Category(1000, both("Operations", "Drift"))),
                facts.stated("gdpr", null, null, null, new Tag(1, both("GDPR", "GDPR"), TagKind.FRAMEWORK, null)),
                facts.stated("dora", null, null, null, new Tag(2, both("DORA", "DORA"), TagKind.FRAMEWORK, null)),
                facts.stated("dpa", null, null, null, agreement("dpa")),
                facts.stated("other", null, null, null, answer("Other", "Told to all", "dora")));
        commit(LOADED.plusSeconds(120), pump(day("2026-01-01"), null, "one", null));
        commit(LOADED.plusSeconds(180), pump(day("2026-01-20"), day("2026-02-20"), "two", null));
        commit(LOADED.plusSeconds(240), pump(day("2026-01-05"), day("2026-01-10"), "three", (long)
                facts.all().size()));
        commit(LOADED.plusSeconds(300), pump(day("2026-06-01"), null, "four", null));
        issue("all");
        issue("tag:gdpr");
        issue("tag:dora");
        issue("agreement:dpa");
        issue("subprocessors");
        issue(WHAT_CHANGED);
        counter.shows(facts);
    }

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void whatEverybodyMayReadIsEverywhere() throws IOException {
        var seen = everything();

        assertThat(seen.having(TEXT))
                .contains(
                        "/nordhamn/answers",
                        "/nordhamn/answers.csv",
                        "/nordhamn/answers.xlsx",
                        "/nordhamn/answers/pump-seven.md",
                        "/nordhamn/changes.json",
                        "/nordhamn/differences.atom",
                        "/nordhamn/feeds/answers.atom",
                        "/nordhamn/feeds/answers:gdpr.json",
                        "/nordhamn/search",
                        "/api/v1/trust-centers/nordhamn",
                        "/api/v1/trust-centers/nordhamn/answers/pump-seven/history",
                        "/api/v1/trust-centers/nordhamn/answers/pump-seven/difference",
                        "/api/v1/trust-centers/nordhamn/differences");
        assertThat(seen.having(TITLE)).contains("/nordhamn/", "/nordhamn/changes", "/nordhamn/search.md");
        assertThat(seen.having(REASON)).contains("/nordhamn/changes", "/nordhamn/answers/pump-seven");
        assertThat(seen.having(PUMP)).contains("/nordhamn/sitemap.xml");
    }

    @Test
    void aViewThatIsReadWhileTheRulesChangeIsNotHandedOut() throws SQLException {
        // The rows follow a fact about access before its commit is shown.
        try (var connection = counter.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update views.trust_center set access_position = position + 1");
        }

        var answer = counter.get("/api/v1/trust-centers/nordhamn?validAt=2026-01-15");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("position-not-reached");
    }

    @Test
    void whatIsInternalIsNowhere() throws IOException {
        everything();
        change(Access.INTERNAL, RESTRICTED);

        var seen = everything();

        assertThat(seen.having(TEXT)).isEmpty();
        assertThat(seen.having(TITLE)).isEmpty();
        assertThat(seen.having(REASON)).isEmpty();
        // Who asks for it by its name gets it back, as with any name that there never was.
        assertThat(seen.having(PUMP)).allMatch(address -> address.contains(PUMP) || address.contains("/search"));
        assertThat(counter.get("/nordhamn/answers/" + PUMP).statusCode()).isEqualTo(404);
        assertThat(counter.json("/nordhamn/changes.json")
                        .at("/content/list/total")
                        .asInt())
                .as("commits of which nobody may know anything are not counted")
                .isEqualTo(2);
        assertThat(String.join("\n", tables())).doesNotContain(TEXT, TITLE, REASON);
    }

    @Test
    void whatIsToldOnRequestShowsItsTitleAndWhomToAsk() throws IOException {
        everything();
        change(Access.ON_REQUEST, RESTRICTED);

        var seen = everything();

        assertThat(seen.having(TEXT)).isEmpty();
        assertThat(seen.having(REASON)).isEmpty();
        assertThat(seen.having(TITLE))
                .contains(
                        "/nordhamn/answers",
                        "/nordhamn/answers.csv",
                        "/nordhamn/feeds/answers.json",
                        "/nordhamn/feeds/answers:gdpr.atom",
                        "/nordhamn/answers/pump-seven",
                        "/nordhamn/search",
                        "/api/v1/trust-centers/nordhamn");
        assertThat(counter.get("/nordhamn/answers/" + PUMP).body())
                .contains("On request.", "Trust office", "mailto:trust@nordhamn.example");
        assertThat(String.join("\n", tables())).doesNotContain(TEXT, REASON);
    }

    @Test
    void packsThatHoldItAreWithheldAndStayRegistered() {
        change(Access.INTERNAL, RESTRICTED);

        assertThat(statuses())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "all",
                        410,
                        WHAT_CHANGED,
                        410,
                        "tag:gdpr",
                        410,
                        "tag:dora",
                        200,
                        "agreement:dpa",
                        200,
                        "subprocessors",
                        200));
        assertThat(counter.get("/nordhamn/packs/%s.pdf".formatted(pack("all"))).body())
                .contains("pack-withheld", "ab".repeat(32));
        assertThat(counter.get("/nordhamn/packs").body()).contains("Withheld", "ab".repeat(16));
        assertThat(counter.get("/nordhamn/feeds/packs.json").body())
                .contains(pack("tag:dora"))
                .doesNotContain(pack("all"), "ab".repeat(32));
        assertThat(counter.get("/nordhamn/packs/" + pack("all")).body())
                .contains("is withheld", "ab".repeat(32))
                .doesNotContain(pack("all") + ".pdf");
        assertThat(counter.get("/nordhamn/").body()).doesNotContain(pack("all") + ".pdf");
    }

    @Test
    void aPackThatIsMadeUnderTheNewRulesIsHandedOut() throws IOException {
        change(Access.INTERNAL, RESTRICTED);
        var before = statuses();
        issue("all");
        counter.relays(facts.all()).reaches("nordhamn", facts.all().size());

        assertThat(before).containsEntry("all", 410);
        assertThat(status(pack("all"))).isEqualTo(200);
    }

    @Test
    void openedAgainItReadsAsItAlwaysDid() throws IOException {
        var before = everything();
        var view = "/api/v1/trust-centers/nordhamn/answers?validAt=2026-01-25&recordedAt=2026-02-01";
        var was = counter.json(view).path("items");
        change(Access.INTERNAL, RESTRICTED);
        change(Access.ON_REQUEST, RESTRICTED.plusSeconds(60));
        change(Access.PUBLIC, RESTRICTED.plusSeconds(120));

        assertThat(counter.json(view).path("items")).isEqualTo(was);
        assertThat(everything().having(TEXT)).containsAll(before.having(TEXT));
        assertThat(statuses()).allSatisfy((_, status) -> assertThat(status).isEqualTo(200));
        assertThat(counter.task("check").output()).contains("agree");
    }

    @Test
    void whatIsStatedWhileItIsInternalIsReadOnceItIsOpened() throws IOException {
        change(Access.INTERNAL, RESTRICTED);
        send(RESTRICTED.plusSeconds(60), pump(day("2026-03-11"), null, "five", null));
        assertThat(everything().having(TEXT)).isEmpty();

        change(Access.PUBLIC, RESTRICTED.plusSeconds(120));

        assertThat(counter.get("/nordhamn/answers/" + PUMP).body()).contains(TEXT + " five");
    }

    @Test
    void aRebuildKnowsTheRulesToo() {
        change(Access.ON_REQUEST, RESTRICTED);
        send(RESTRICTED.plusSeconds(60), pump(day("2026-03-11"), null, "five", null));
        change(Access.INTERNAL, RESTRICTED.plusSeconds(120));
        var live = tables();

        assertThat(counter.task("check").exitCode()).isZero();
        assertThat(counter.task("rebuild").exitCode()).isZero();

        assertThat(counter.task("check").exitCode()).isZero();
        assertThat(tables()).containsExactlyInAnyOrderElementsOf(live);
    }

    private Facts.Draft pump(Instant from, @Nullable Instant until, String which, @Nullable Long corrects) {
        return facts.stated(
                PUMP,
                from,
                until,
                both("%s %s".formatted(REASON, which), "%s %s på svenska".formatted(REASON, which)),
                corrects,
                answer("%s %s valve".formatted(TITLE, which), "%s %s piston".formatted(TEXT, which), "gdpr"));
    }

    private static Answer answer(String title, String text, String tag) {
        return new Answer(
                1, "operations", List.of(tag), both(title, title + " på svenska"), both(text, text + " på svenska"));
    }

    private static Content agreement(String id) {
        return new AgreementRevision(
                1,
                both(id, id),
                Trigger.COMMERCIAL,
                null,
                List.of(new Clause("a", "1", both("A", "A"), both("Text", "Text"))),
                List.of());
    }

    private String pack(String scope) {
        return Objects.requireNonNull(packs.get(scope));
    }

    private void issue(String scope) throws IOException {
        var id = "%032x".formatted(facts.all().size() + 1);
        var digest = packs.isEmpty()
                ? "ab".repeat(32)
                : "%064x".formatted(facts.all().size() + 1);
        packs.put(scope, id);
        var content = facts.all().getLast();
        commit(
                content.recordedAt().plusSeconds(10),
                recordedAt -> new PackIssued(
                        id,
                        new PackIdentity(
                                PackScope.read(scope),
                                "en",
                                day("2026-01-20"),
                                LOADED.plusSeconds(300),
                                LAST_OF_PUMP,
                                restricting.accessPosition(),
                                "1"),
                        "cd".repeat(32),
                        digest,
                        48,
                        4,
                        new Seal("PAdES-B-B", "CN=Demonstration", "ef".repeat(32), true)));
        var folder = Files.createDirectories(counter.archive().resolve("nordhamn"));
        Files.writeString(folder.resolve(digest + ".pdf"), "%PDF");
    }

    private void commit(Instant recordedAt, Facts.Draft... drafts) {
        restricting.recorded(facts.commit(
                recordedAt, Stream.of(drafts).map(restricting::telling).toArray(Facts.Draft[]::new)));
    }

    private void send(Instant recordedAt, Facts.Draft... drafts) {
        var before = facts.all().size();
        commit(recordedAt, drafts);
        counter.relays(facts.all().subList(before, facts.all().size()))
                .reaches("nordhamn", facts.all().size());
    }

    private void change(Access access, Instant recordedAt) {
        var commit = facts.commit(recordedAt, restricting.changing(PUMP, access));
        counter.relays(commit).reaches("nordhamn", facts.all().size());
    }

    private Map<String, Integer> statuses() {
        var statuses = new TreeMap<String, Integer>();
        packs.forEach((scope, pack) -> statuses.put(scope, status(pack)));
        return statuses;
    }

    private int status(String pack) {
        var site = counter.bytes("/nordhamn/packs/%s.pdf".formatted(pack)).statusCode();
        assertThat(counter.bytes("/api/v1/trust-centers/nordhamn/packs/%s.pdf".formatted(pack))
                        .statusCode())
                .isEqualTo(site);
        return site;
    }

    private List<String> tables() {
        return Stream.of("statement", "version", "search_text", "access", "pack", "topic_commit")
                .flatMap(table -> counter.rows(table).stream()
                        // Numbered anew by a rebuild.
                        .map(row -> table + row.replaceAll("\"id\": ?\\d+, ?", "")))
                .toList();
    }

    /** What was answered, by address without its parameters. */
    private record Seen(Map<String, List<String>> bodies) {
        List<String> having(String word) {
            return bodies.entrySet().stream()
                    .filter(entry -> entry.getValue().stream().anyMatch(body -> body.contains(word)))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /** Asks every address, about the present and about pasts in which the answer read otherwise. */
    private Seen everything() throws IOException {
        var bodies = new TreeMap<String, List<String>>();
        for (var route : counter.routes()) {
            if (route.startsWith("GET ")) {
                for (var address : addresses(route.substring(4))) {
                    var all = bodies.computeIfAbsent(address, _ -> new ArrayList<>());
                    for (var query : queries(address)) {
                        var answer = counter.bytes(address + query);
                        assertThat(answer.statusCode()).as(address + query).isLessThan(500);
                        all.add(text(answer));
                    }
                }
            }
        }
        return new Seen(bodies);
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        var bytes = answer.body();
        if (bytes.length > 2 && bytes[0] == 'P' && bytes[1] == 'K') {
            // A workbook names the sizes of its parts only at its end, so it cannot be read as it comes.
            var file = Files.createTempFile("answers", ".xlsx");
            try (var workbook = new ZipFile(Files.write(file, bytes).toFile())) {
                var text = new StringBuilder();
                for (var part : Collections.list(workbook.entries())) {
                    text.append(new String(workbook.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
                }
                return text.toString();
            } finally {
                Files.delete(file);
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Every way to fill in the variables of a route. */
    private List<String> addresses(String route) {
        if (route.endsWith("/**")) {
            // Handed on to the office as it is.
            return List.of();
        }
        var found = VARIABLE.matcher(route);
        if (!found.find()) {
            return List.of(route);
        }
        return values(found.group("name")).stream()
                .flatMap(value -> addresses(found.replaceFirst(value)).stream())
                .toList();
    }

    private List<String> values(String variable) {
        return switch (variable) {
            case "trustCenter" -> List.of("nordhamn");
            case "kind" -> List.of("answers", "categories", "profile");
            case "item", "answer" -> List.of(PUMP, "other");
            case "agreement" -> List.of("dpa");
            case "clause" -> List.of("a");
            case "position" ->
                // The first and the last that say something of the answer, and the first about access if there is one.
                Stream.of(FIRST_OF_PUMP, LAST_OF_PUMP, facts.all().getLast().commitPosition())
                        .map(String::valueOf)
                        .toList();
            case "pack" -> List.of(pack("all"), pack("tag:dora"));
            case "name" -> List.of("site.css");
            case "topic" -> List.of("subprocessors", "agreements", "answers", "answers:gdpr", "answers:dora", "packs");
            default ->
                throw new AssertionError(
                        "Nothing here knows what to ask for as {%s}: add it, and see that the address leaks nothing"
                                .formatted(variable));
        };
    }

    private static List<String> queries(String address) {
        var all = new ArrayList<String>(List.of("", "?lang=sv"));
        if (address.startsWith("/api/")) {
            all.add("?validAt=2026-01-25");
            all.add("?validAt=2026-01-06&recordedAt=2026-02-01");
            all.add("?validAt=2026-07-01");
            all.add("?recordedAt=2026-02-01&limit=200");
            all.add("?q=piston");
            all.add("?q=valve&validAt=2026-01-25&recordedAt=2026-02-01");
            all.add("?from=2026-01-06&to=2026-01-25");
            all.add("?fromValidAt=2026-01-02&toValidAt=2026-01-25");
            all.add("?fromValidAt=2026-01-02&toValidAt=2026-07-01&toRecordedAt=2026-02-01&kind=answers");
        } else {
            all.add("?validAt=2026-01-25");
            all.add("?validAt=2026-01-06&recordedAt=2026-02-01");
            all.add("?recordedAt=2026-02-01&lang=sv");
            all.add("?q=piston");
            all.add("?q=valve&validAt=2026-01-25&recordedAt=2026-02-01");
            all.add("?from=2026-01-02&to=2026-01-25");
            all.add("?from=2026-01-02");
            all.add("?tag=gdpr");
        }
        return all;
    }
}
