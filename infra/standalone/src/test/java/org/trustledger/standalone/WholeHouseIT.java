package org.trustledger.standalone;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.standalone.identity.Client;
import org.trustledger.standalone.identity.Person;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the sample document to sealed packs and through every kind of death, on one installation. The order is of the
 * essence: first what a newcomer sees, then what must survive.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeHouseIT {
    private static final String NORDHAMN = "nordhamn";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long MIB = 1L << 20;

    private static final Map<String, String> SITE = Map.ofEntries(
            entry("home", ""),
            entry("home-of-the-past", "?validAt=2024-06-01"),
            entry("home-ahead", "?validAt=2027-02-01"),
            entry("answers", "answers?tag=nis2"),
            entry("answer", "answers/breach-notice"),
            entry("search", "search?q=backup"),
            entry("agreements", "agreements"),
            entry("agreement", "agreements/dpa"),
            entry("redline", "agreements/dpa/redline"),
            entry("clause", "agreements/dpa/clauses/breach-notice"),
            entry("subprocessors", "subprocessors"),
            entry("changes", "changes"),
            entry("item", "changes/subprocessors/revontuki"),
            entry("differences", "differences?validAt=2024-06-01"),
            entry("packs", "packs"),
            entry("proof", "packs/proof"),
            entry("about", "about"),
            entry("contact", "contact"));
    private static final Map<String, String> WORKBENCH = Map.of(
            "home", "",
            "ledger", "ledger",
            "fact", "ledger/104",
            "content", "content",
            "packs", "packs",
            "operations", "operations",
            "settings", "settings",
            "people", "people");

    private static final String READER = "wilhelmina.reads@kund.example";
    private static final String OTHER = "torvald.stays@kund.example";
    private static final String[] LOCAL_PARTS = {"wilhelmina.reads", "torvald.stays"};

    private final Pages pages = new Pages();
    // Of readers' links, found in the mails that came.
    private final Set<String> secrets = new HashSet<>();
    private Installation house;

    @BeforeAll
    void startOnAnEmptyDirectory(@TempDir Path directory) {
        house = new Installation(directory.resolve("data")).start();
    }

    @AfterAll
    void stop() {
        house.close();
        pages.close();
    }

    @Test
    @Order(1)
    void tellsANewcomerWhereToGo() throws Exception {
        System.out.println(house.output().lines().limit(16).reduce("", (all, line) -> all + line + "\n"));

        assertThat(house.output())
                .contains(house.ports().siteAddress(), house.ports().officeAddress(), "editor", "infra/token");
        assertThat(house.site("/").statusCode()).isBetween(200, 399);
    }

    @Test
    @Order(2)
    void fitsIntoTwoAndAHalfGigabytes() {
        var resident = house.processes().stream()
                .mapToLong(WholeHouseIT::proportionalSetSize)
                .sum();
        System.out.printf("Resident in all: %d MB%n", resident / MIB);

        assertThat(resident).isLessThan(2560 * MIB);
    }

    @Test
    @Order(3)
    void listensToThisMachineOnly() throws Exception {
        var addresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (int port = house.ports().site(); port <= house.ports().last(); port++) {
            assertThat(isOpen(InetAddress.getLoopbackAddress(), port))
                    .as("port %d", port)
                    .isTrue();
            for (var address : addresses) {
                assertThat(isOpen(address, port))
                        .as("port %d on %s", port, address)
                        .isFalse();
            }
        }
    }

    @Test
    @Order(4)
    void keepsSecretsOffCommandLinesAndOutOfLogs() throws Exception {
        var secrets = DataDirectory.read(house.data().resolve("config").resolve("secrets.properties")).values().stream()
                .map(String::valueOf)
                .toList();
        assertThat(secrets).isNotEmpty();
        for (var process : house.processes()) {
            assertThat(Installation.commandLine(process)).doesNotContain(secrets);
        }
        try (var logs = Files.list(house.data().resolve("logs"))) {
            for (var log : logs.toList()) {
                assertThat(Files.readString(log)).as("%s", log).doesNotContain(secrets);
            }
        }
    }

    @Test
    @Order(10)
    void showsThePageInBothLanguagesToABrowserWithoutScript() throws Exception {
        var site = house.ports().siteAddress() + "/" + NORDHAMN + "/";
        var english = pages.open(site + "?lang=en", "page-en");
        var swedish = pages.open(site + "?lang=sv", "page-sv");

        assertThat(english.locator("html").getAttribute("lang")).isEqualTo("en");
        assertThat(swedish.locator("html").getAttribute("lang")).isEqualTo("sv");
        var view = house.json("/api/v1/trust-centers/" + NORDHAMN);
        for (var kind : List.of("pillars", "categories")) {
            var texts = kind.equals("pillars") ? "title" : "label";
            for (var item : view.path(kind)) {
                assertThat(english.content()).contains(escaped(item.at("/content/" + texts + "/en")));
                assertThat(swedish.content()).contains(escaped(item.at("/content/" + texts + "/sv")));
            }
        }
        assertThat(english.content()).isNotEqualTo(swedish.content());
    }

    @Test
    @Order(10)
    void letsASamplePersonIntoTheWorkbenchAndOut() throws IOException {
        var page = pages.open(house.ports().officeAddress() + "/workbench/", "provider-login");
        logIn(page, Person.EDITOR);

        assertThat(page.url()).isEqualTo(house.ports().officeAddress() + "/workbench/" + NORDHAMN + "/");
        assertThat(page.locator(".who").textContent()).contains("Sample editor");

        press(page.locator(".head-side button"));
        press(page.locator("form.buttons button"));
        assertThat(page.url()).startsWith(house.ports().officeAddress() + "/workbench/_/login");
        page.navigate(house.ports().officeAddress() + "/workbench/");
        assertThat(page.url())
                .as("the provider has forgotten them too")
                .startsWith(house.ports().issuer());
    }

    private void logIn(Page page, Person person) throws IOException {
        page.locator("[name=username]").fill(person.login());
        page.locator("[name=password]").fill(house.password(person));
        page.locator("[name=password]").press("Enter");
        page.locator(".who").waitFor();
    }

    @Test
    @Order(11)
    void showsItsPagesInEveryWidthLightAndLanguage() throws Exception {
        var site = house.ports().siteAddress();
        var office = house.ports().officeAddress();
        var complaints = new CopyOnWriteArrayList<String>();
        var places = new TreeMap<>(SITE);
        places.put(
                "commit",
                "changes/" + house.json("/api/v1/trust-centers/" + NORDHAMN).path("contentPosition"));
        await().atMost(PATIENCE).until(() -> !house.packs(NORDHAMN).isEmpty());
        places.put(
                "pack", "packs/" + house.packs(NORDHAMN).getFirst().path("pack").asString());
        try (var reader = pages.visitor(complaints, site);
                var page = reader.newPage()) {
            for (var place : places.entrySet()) {
                Pages.lookAround(
                        page, "%s/%s/%s".formatted(site, NORDHAMN, place.getValue()), "site-" + place.getKey());
            }
        }
        try (var editor = pages.visitor(complaints, office, house.ports().issuer());
                var page = editor.newPage()) {
            page.navigate(office + "/workbench/");
            assertThat(Pages.barriers(page)).isEmpty();
            Pages.lookAround(page, house.ports().issuer() + "/login", "provider-login");
            page.locator("[name=username]").fill(Person.EDITOR.login());
            page.locator("[name=password]").fill("guessed");
            page.locator("[name=password]").press("Enter");
            page.locator("[role=alert]").waitFor();
            assertThat(Pages.barriers(page)).isEmpty();
            logIn(page, Person.EDITOR);
            for (var place : WORKBENCH.entrySet()) {
                Pages.lookAround(
                        page,
                        "%s/workbench/%s/%s".formatted(office, NORDHAMN, place.getValue()),
                        "workbench-" + place.getKey());
            }
            page.navigate("%s/workbench/%s/operations?lang=en".formatted(office, NORDHAMN));
            assertThat(page.locator("main").innerText()).contains("The site shows everything that has arrived");
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    @Order(11)
    void showsAPastThatDiffersFromToday() throws Exception {
        var path = "/api/v1/trust-centers/" + NORDHAMN;
        var today = house.json(path);
        var past = house.json(path + "?validAt=2024-06-01");

        assertThat(past.path("position").asLong())
                .isEqualTo(today.path("position").asLong());
        assertThat(contents(past, "answers")).isNotEmpty().isNotEqualTo(contents(today, "answers"));
        assertThat(contents(past, "agreements")).isNotEmpty().isNotEqualTo(contents(today, "agreements"));
        assertThat(ids(past, "subprocessors")).isNotEqualTo(ids(today, "subprocessors"));

        var site = house.ports().siteAddress() + "/" + NORDHAMN + "/?lang=en";
        var pageToday = pages.open(site, "page-today").locator("body").innerText();
        var pageThen = pages.open(site + "&validAt=2024-06-01", "page-2024-06-01")
                .locator("body")
                .innerText();
        assertThat(pageThen).isNotEqualTo(pageToday);
    }

    @Test
    @Order(12)
    void hasAPackInEachLanguageThatProgramsOfOthersFindValid(@TempDir Path directory) throws Exception {
        var packs = house.packs(NORDHAMN);
        assertThat(packs).extracting(pack -> pack.path("language").asString()).contains("en", "sv");
        for (var pack : packs) {
            checkPack(pack, directory);
        }
    }

    @Test
    @Order(13)
    void issuesAPackOfAPartForAnotherDateOnRequestAndOnlyOnce(@TempDir Path directory) throws Exception {
        var request = "{\"scope\":\"tag:gdpr\",\"language\":\"en\",\"validAt\":\"2024-06-01\"}";
        var asked = house.post("/api/v1/trust-centers/" + NORDHAMN + "/packs", request);
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        var id = JsonMapper.shared().readTree(asked.body()).path("pack").asString();

        await().atMost(PATIENCE)
                .until(() -> house.packs(NORDHAMN).stream()
                        .anyMatch(pack -> pack.path("pack").asString().equals(id)));
        var pack = house.packs(NORDHAMN).stream()
                .filter(one -> one.path("pack").asString().equals(id))
                .findAny()
                .orElseThrow();
        assertThat(pack.path("validAt").asString()).startsWith("2024-05-31T22:00");
        assertThat(pack.path("scope").asString()).isEqualTo("tag:gdpr");
        checkPack(pack, directory);

        var again = house.post("/api/v1/trust-centers/" + NORDHAMN + "/packs", request);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(again.body()).path("state").asString())
                .isEqualTo("issued");
    }

    @Test
    @Order(14)
    void leavesOneIdInTheLogsOfAllThreeFromTheRequestToThePackAndItsFact() throws IOException {
        var id = "followed-through-the-house";
        assertThatCode(() -> house.post(
                        "/api/v1/trust-centers/" + NORDHAMN + "/packs",
                        "{\"language\":\"sv\",\"validAt\":\"2025-06-01\"}",
                        id))
                .doesNotThrowAnyException();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(log("office")).contains("[" + id + "]", "RequestPack accepted", "RegisterPack accepted");
            for (var told : Map.of(
                            "office", "RegisterPack accepted",
                            "press", " pages, ",
                            "counter", "The views show nordhamn at position")
                    .entrySet()) {
                assertThat(log(told.getKey()).lines().filter(line -> line.contains("[" + id + "]")))
                        .as("log of %s", told.getKey())
                        .anySatisfy(line -> assertThat(line).contains(told.getValue()));
            }
        });
        for (var service : List.of("office", "counter", "press")) {
            assertThat(log(service)).doesNotContain("eyJ", "Bearer ", "@nordhamn", "Postbud");
        }
    }

    private String log(String service) throws IOException {
        return Files.readString(house.data().resolve("logs").resolve(service + ".log"));
    }

    @Test
    @Order(20)
    void recordsNothingOfWhatItRefuses() throws Exception {
        var before = house.position(NORDHAMN);
        var changed = Installation.sample().replace("name: Nordhamn Cloud", "name: Nordhamn Clouds");

        refuses(401, house.put(NORDHAMN, changed, null));
        refuses(401, house.put(NORDHAMN, changed, "not.a.token"));
        refuses(403, house.put(NORDHAMN, changed, house.token(Person.AUDITOR)));
        refuses(403, house.put(NORDHAMN, changed, house.token(Person.APPROVER)));
        refuses(403, house.put(NORDHAMN, changed, house.token(Person.NEIGHBOUR)));
        refuses(403, house.put(NORDHAMN, changed, house.token(Client.RENDERER)));
        refuses(403, house.put("soderhamn", changed, house.token(Person.EDITOR)));
        var baseless = refuses(428, house.put(NORDHAMN, changed, house.token(Person.EDITOR)));
        assertThat(baseless.path("type").asString()).isEqualTo("urn:trust-ledger:problem:base-missing");

        var broken = Installation.sample()
                .replace("kind: framework", "kind: frame")
                .replace("languages: [en, sv]", "languages: [en, sv]\n  colour: blue");
        var problems = refuses(422, house.put("fresh", broken, house.token(Client.AUTOMATION)))
                .path("problems");
        assertThat(problems.size()).isGreaterThan(1);
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem.path("line").asInt()).isPositive());
        refuses(400, house.put("fresh", "profile: [", house.token(Client.AUTOMATION)));

        assertThat(house.position(NORDHAMN)).isEqualTo(before);
        assertThat(house.site("/api/v1/trust-centers/fresh").statusCode()).isEqualTo(404);
        assertThat(house.site("/api/v1/trust-centers/soderhamn").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(21)
    void takesTheSameDocumentAgainWithoutRecordingAnything() throws Exception {
        var before = house.position(NORDHAMN);

        var answer = house.put(NORDHAMN, Installation.sample(), house.token(Person.EDITOR));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("facts").asInt())
                .isZero();
        assertThat(house.position(NORDHAMN)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"office", "counter", "press", "PostgreSQL"})
    @Order(30)
    void bringsBackWhatIsKilled(String name) throws Exception {
        var before = state();
        var killed = house.process(name);

        killed.destroyForcibly();
        killed.onExit().join();

        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            var next = house.process(name);
            return next.pid() != killed.pid()
                    && next.isAlive()
                    && house.output().contains("ready again");
        });
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(state()).isEqualTo(before));
        assertThat(house.token(Person.EDITOR)).isNotEmpty();
    }

    @Test
    @Order(31)
    void stillDoesItsWorkAfterAllThat() throws Exception {
        var asked = house.post(
                "/api/v1/trust-centers/" + NORDHAMN + "/packs", "{\"language\":\"sv\",\"validAt\":\"2025-03-01\"}");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        var id = JsonMapper.shared().readTree(asked.body()).path("pack").asString();

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> house.packs(NORDHAMN).stream()
                        .anyMatch(pack -> pack.path("pack").asString().equals(id)));
    }

    @Test
    @Order(40)
    void stopsInGoodOrderAndHasEverythingAtTheNextStart() throws Exception {
        var before = state();

        assertThat(house.stop()).isZero();

        // Its guardians hear of its end a moment after it.
        await().atMost(Duration.ofSeconds(5)).untilAsserted(this::nothingIsLeft);
        house.start();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    @Order(41)
    void leavesNoOrphanWhenTheLauncherIsKilledAndRecovers() throws Exception {
        var before = state();

        house.killLauncher();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(this::nothingIsLeft);
        house.start();
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "subprocessors, subprocessors",
        "agreements/dpa, agreements",
        "answers, answers",
        "answers?tag=nis2, answers:nis2",
        "packs, packs"
    })
    @Order(49)
    void leadsFromEachPageToTheFormWhereWhatThePageIsAboutIsChosen(String place, String topic) {
        var form = pages.open("%s/%s/%s".formatted(house.ports().siteAddress(), NORDHAMN, place), "site-followed");
        press(form.locator("main a[href*='/subscribe']").first());

        assertThat(form.locator("[name=topic]:checked").all())
                .extracting(chosen -> chosen.getAttribute("value"))
                .containsExactly(topic);
        form.context().close();
    }

    @Test
    @Order(50)
    void tellsAReaderOfTheSiteByMailUntilTheirMailProgramSaysStop() throws Exception {
        var site = house.ports().siteAddress();
        var complaints = new CopyOnWriteArrayList<String>();
        try (var visitor = pages.visitor(complaints, site, house.ports().mailboxAddress());
                var page = visitor.newPage()) {
            var inbox = new Inbox(house.ports().mailboxAddress(), page);
            subscribe(page, inbox, READER);
            subscribe(page, inbox, OTHER);

            house.publish(NORDHAMN, carrying("letters", "brev"));

            inbox.open(READER, 2);
            assertThat(page.locator("pre").innerText()).contains("Brevduvan AB", "Carries letters");
            theBoardSaysWhatWasToldToBoth(complaints);
            var unsubscribe = inbox.head("List-Unsubscribe").replaceAll("[<>]", "");
            assertThat(unsubscribe).startsWith("%s/reception/%s/unsubscribe/".formatted(site, NORDHAMN));
            assertThat(inbox.head("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
            var manage = page.locator("pre a[href*='/subscriptions/']").first().getAttribute("href");
            assertThat(house.unsubscribe(URI.create(unsubscribe)).statusCode()).isEqualTo(200);
            assertThat(pages.open(manage.replaceFirst("/letters/.*", "") + "?lang=en", "site-subscription-gone")
                            .locator("h1")
                            .textContent())
                    .isEqualTo("This link leads nowhere");

            inbox.open(OTHER, 2);
            house.publish(NORDHAMN, carrying("parcels", "paket"));

            inbox.open(OTHER, 3);
            assertThat(inbox.count(READER)).as("who has left").isEqualTo(2);
            secrets.addAll(inbox.secrets());
        }
        assertThat(complaints).isEmpty();
    }

    /** By its name, although a pack follows what is published before anybody is told of it. */
    private void theBoardSaysWhatWasToldToBoth(List<String> complaints) throws IOException {
        var office = house.ports().officeAddress();
        try (var editor = pages.visitor(complaints, office, house.ports().issuer());
                var page = editor.newPage()) {
            page.navigate(office + "/workbench/");
            logIn(page, Person.EDITOR);
            page.navigate("%s/workbench/%s/notices?lang=en".formatted(office, NORDHAMN));
            var told =
                    page.locator("table.told tbody tr").filter(new Locator.FilterOptions().setHasText("Brevduvan AB"));
            assertThat(told.count()).isEqualTo(1);
            assertThat(told.innerText()).contains("sub-processor added", "to 2");
        }
    }

    /** From the page about what they want to be told of, by the mail that asks whether it was them. */
    private void subscribe(Page page, Inbox inbox, String address) {
        page.navigate("%s/%s/subprocessors?lang=en".formatted(house.ports().siteAddress(), NORDHAMN));
        press(page.locator("main a[href*='/subscribe']").first());
        assertThat(page.url()).startsWith(house.ports().siteAddress() + "/reception/");
        page.locator("#address").fill(address);
        press(page.locator("form.form button"));
        assertThat(page.locator("h1").textContent()).isEqualTo("Look into your mailbox");

        inbox.open(address, 1);
        press(page.locator("pre a[href*='/subscriptions/']").first());
        press(page.locator("button[value=confirm]"));
        assertThat(page.locator("[role=status]").textContent()).contains("from now on");
    }

    /** The sample, with one more sub-processor. */
    private static String carrying(String what, String swedish) throws IOException {
        return Installation.sample().replace("\ndataCenters:\n", """
                          - id: brevduvan
                            legalName: Brevduvan AB
                            address: Duvgatan 1, SE-903 26 Umeå
                            registrationNumber: "559906-4411"
                            contact:
                              function: {en: Privacy office, sv: Integritetskontoret}
                              address: privacy@brevduvan.example
                            processing: {en: Carries %s, sv: Bär %s}
                            services:
                              - {en: Invoicing, sv: Fakturering}
                            dataCategories:
                              - {en: Addresses, sv: Adresser}
                            storageCountries: [SE]
                            processingCountries: [SE]
                            agreementInPlace: true
                            reason: {en: Somebody has to, sv: Någon måste}

                        dataCenters:
                        """.formatted(what, swedish));
    }

    @Test
    @Order(51)
    void hasNoAddressAndNoSecretOfALinkInAnyOfItsFiles() throws IOException {
        // What servers keep for themselves is in their files by then.
        house.stop();
        var whose = new ArrayList<>(List.of(LOCAL_PARTS));
        whose.addAll(secrets);
        assertThat(whose).as("the links of two readers").hasSizeGreaterThanOrEqualTo(LOCAL_PARTS.length + 2);
        var found = new ArrayList<String>();
        var seen = new HashSet<Path>();
        try (var files = Files.walk(house.data())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var part = house.data().relativize(file).getName(0);
                // Of the software itself, there as it was unpacked.
                if (!part.endsWith("software")) {
                    var words = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    if (words.contains(NORDHAMN)) {
                        seen.add(part);
                    }
                    whose.stream()
                            .filter(words::contains)
                            .forEach(each -> found.add("%s has %s".formatted(file, each)));
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(seen)
                .as("where words are legible")
                .contains(Path.of("logs"), Path.of("postgresql"), Path.of("kafka"));
    }

    private void nothingIsLeft() {
        assertThat(house.processes()).extracting(Installation::commandLine).isEmpty();
    }

    /** Position of the trust center, and digest of each of its packs as it can be downloaded. */
    private Map<String, String> state() throws Exception {
        var state = new TreeMap<String, String>();
        state.put("position", Long.toString(house.position(NORDHAMN)));
        for (var pack : house.packs(NORDHAMN)) {
            state.put(
                    pack.path("pack").asString(),
                    sha256(house.file(pack.path("href").asString()).body()));
        }
        return state;
    }

    private void checkPack(JsonNode pack, Path directory) throws Exception {
        var href = pack.path("href").asString();
        assertThat(href).endsWith(".pdf");
        var answer = house.file(href);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(sha256(answer.body())).isEqualTo(pack.path("sealedSha256").asString());
        var file = Files.write(directory.resolve(pack.path("pack").asString() + ".pdf"), answer.body());

        assertThat(Programs.run("pdfsig", file.toString())).contains("Signature is Valid.", "Total document signed");
        assertThat(Programs.run("qpdf", "--check", file.toString())).contains("exit code 0");
        assertThat(Programs.run("pdfinfo", file.toString()))
                .containsPattern("Pages: +" + pack.path("pages").asInt() + "\\b");
        Files.createDirectories(Path.of("target", "screenshots"));
        Programs.run(
                "pdftoppm",
                "-png",
                "-r",
                "60",
                "-l",
                "3",
                file.toString(),
                "target/screenshots/pack-%s-%s"
                        .formatted(
                                pack.path("language").asString(),
                                pack.path("validAt").asString().substring(0, 10)));
    }

    private static JsonNode refuses(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        var problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("type").asString()).startsWith("urn:trust-ledger:problem:");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString()).isNotEmpty();
        return problem;
    }

    private static Map<String, JsonNode> contents(JsonNode view, String kind) {
        var contents = new TreeMap<String, JsonNode>();
        view.path(kind).forEach(stated -> contents.put(stated.path("id").asString(), stated.path("content")));
        return contents;
    }

    private static HashSet<String> ids(JsonNode view, String kind) {
        var ids = new HashSet<String>();
        view.path(kind).forEach(stated -> ids.add(stated.path("id").asString()));
        return ids;
    }

    private static String escaped(JsonNode text) {
        return text.asString().replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (var socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Memory of a process in bytes, shared pages divided among those who share them. */
    private static long proportionalSetSize(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
