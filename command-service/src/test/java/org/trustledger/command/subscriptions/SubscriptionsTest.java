package org.trustledger.command.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Post;
import org.trustledger.command.notices.LetterAudience;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonErased;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** Whoever wants to be told says so, confirms it, changes it and leaves, and nobody learns of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriptionsTest {
    private static final String DOCUMENT = Documents.BEGINNING + """
            tags: [{id: gdpr, label: GDPR, kind: framework}]
            categories: [{id: security, label: Security}]
            answers:
            - {id: backup, category: security, tags: [gdpr], question: Are there backups?, text: Every night.}
            """;
    private static final String SITE = "https://trust.fjordsky.example";

    private final MovableClock clock = new MovableClock("2026-11-22T11:00:00Z");
    private final Post post = new Post();
    private final StoreOfKeys keys = new StoreOfKeys();
    private final RunningOffice office = RunningOffice.at(
            clock,
            Stream.of(
                            keys.and(
                                    "trust-ledger.subscriptions.site=" + SITE,
                                    "trust-ledger.subscriptions.letters-per-hour=40",
                                    "trust-ledger.subscriptions.per-client-per-hour=50"),
                            post.settings())
                    .flatMap(Stream::of)
                    .toArray(String[]::new));
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    @BeforeEach
    void begin() {
        trustCenter = RunningOffice.newTrustCenter();
        clock.move(Duration.ofSeconds(1));
        var loaded = office.send(office.request(
                        office.office("/api/v1/trust-centers/%s/content".formatted(trustCenter)),
                        office.identity().token("pipeline", trustCenter + ":automation"))
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(DOCUMENT)));
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(201);
    }

    @AfterAll
    void close() {
        office.close();
        post.close();
    }

    @Test
    void whereAnotherStoreOfKeysIsConnectedNobodyIsTakenForOneWhoHasLeft() {
        var anna = subscriber("anna");
        var bertil = subscriber("bertil");
        var audience = office.bean(LetterAudience.class);
        var stored = keys.jdbc().queryForList("select person, wrapped from person_key");

        try {
            keys.jdbc().update("delete from person_key where person = ?", anna.value());
            assertThat(audience.addressees(List.of(anna))).as("her key is gone").isEmpty();
            assertThat(audience.addressees(List.of(anna, bertil))).containsOnlyKeys(bertil);

            keys.jdbc().update("delete from person_key");
            assertThatThrownBy(() -> audience.addressees(List.of(anna)))
                    .as("what is written to them waits")
                    .isInstanceOf(InvalidDataAccessResourceUsageException.class);
        } finally {
            stored.forEach(key -> keys.jdbc()
                    .update(
                            "insert into person_key (person, wrapped) values (?, ?) on conflict do nothing",
                            key.get("person"),
                            key.get("wrapped")));
        }
        assertThat(audience.addressees(List.of(anna, bertil))).containsOnlyKeys(anna, bertil);
    }

    private PersonId subscriber(String name) {
        var wish = "topic=answers&language=en&cadence=immediate";
        subscribe(address(name), wish);
        var secret = secretIn(letterTo(name));
        assertThat(post("/subscriptions/" + secret, "do=confirm&" + wish).statusCode())
                .isEqualTo(303);
        return office.bean(SubscriptionDesk.class).find(trustCenter, secret).id();
    }

    @Test
    void whoeverSubscribesIsToldOnlyOnceTheySayThatTheAddressIsTheirs() {
        var answer = subscribe(address("anna"), "topic=subprocessors&topic=answers:gdpr&language=en&cadence=immediate");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .contains("/reception/%s/asked?lang=en".formatted(trustCenter));

        var letter = letterTo("anna");
        assertThat(letter.subject()).isEqualTo("Do you want to be told of changes at Fjordsky?");
        assertThat(letter.text())
                .contains("Sub-processors and data centers", "Answers on GDPR", "The link holds until")
                .doesNotContain("Agreements");
        assertThat(letter.html()).contains("Answers on GDPR", secretIn(letter));

        var opened = get("/subscriptions/" + secretIn(letter));
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body()).contains(address("anna"), "Yes, tell me");
        assertThat(opened.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(count()).as("a mail program opens links by itself").isEqualTo(new Subscribers.Count(0, 1));

        var confirmed = post(
                "/subscriptions/" + secretIn(letter),
                "do=confirm&version=1&topic=subprocessors&topic=packs&language=sv&cadence=daily&reminders=yes");
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(303);
        assertThat(count()).isEqualTo(new Subscribers.Count(1, 0));
        assertThat(history(secretIn(letter)))
                .containsExactly(new SubscriberStep.Confirmed(
                        List.of("packs", "subprocessors"),
                        "sv",
                        "daily",
                        true,
                        office.bean(Ledger.class)
                                .head(trustCenter)
                                .orElseThrow()
                                .position()));
    }

    @Test
    void aFloodOfSignUpsForOneAddressSendsOneLetterADay() {
        for (int i = 0; i < 20; i++) {
            assertThat(subscribe(i % 2 == 0 ? address("bo") : address("BO"), "topic=packs&language=en")
                            .statusCode())
                    .isEqualTo(303);
        }
        letterTo("bo");
        subscribe(address("last"), "topic=packs&language=en");
        letterTo("last");
        assertThat(post.to(address("bo"))).hasSize(1);

        clock.move(Duration.ofDays(1).plusSeconds(1));
        subscribe(address("bo"), "topic=packs&language=en");
        await().untilAsserted(() -> assertThat(post.to(address("bo"))).hasSize(2));
        assertThat(secretIn(post.to(address("bo")).getLast()))
                .isEqualTo(secretIn(post.to(address("bo")).getFirst()));
    }

    @Test
    void theReplyIsTheSameWhetherOrNotAnAddressIsKnown() {
        confirm("carl");
        subscribe(address("dora"), "topic=packs&language=en");
        var replies = Stream.of("carl", "dora", "nobody")
                .map(name -> subscribe(address(name), "topic=packs&language=en"))
                .map(reply -> List.of(
                        reply.statusCode(),
                        reply.body(),
                        reply.headers().firstValue("Location").orElse(""),
                        new HashSet<>(reply.headers().map().keySet())))
                .distinct();
        assertThat(replies).hasSize(1);
    }

    @Test
    void whoIsToldAlreadyIsToldSoAndNothingIsChangedByAStranger() {
        var secret = confirm("eva");
        clock.move(Duration.ofDays(1).plusSeconds(1));

        subscribe(address("eva"), "topic=packs&language=sv&cadence=daily");

        await().untilAsserted(() -> assertThat(post.to(address("eva"))).hasSize(2));
        var letter = post.to(address("eva")).getLast();
        assertThat(letter.subject()).isEqualTo("You are told of changes at Fjordsky already");
        assertThat(secretIn(letter)).isEqualTo(secret);
        assertThat(desk().find(trustCenter, secret).wish().topics()).containsExactly(Topic.SUBPROCESSORS);
    }

    @Test
    void inSwedishTheLetterAndThePagesAreSwedish() {
        subscribe(address("frida"), "topic=answers:gdpr&language=sv");

        var letter = letterTo("frida");
        assertThat(letter.subject()).isEqualTo("Vill du få veta när något ändras hos Fjordsky?");
        assertThat(letter.text()).contains("Svar om GDPR");
        assertThat(get("/subscriptions/%s?lang=sv".formatted(secretIn(letter))).body())
                .contains("lang=\"sv\"", "Ja, meddela mig");
    }

    @Test
    void whatCannotBeMeantIsRefusedAtItsFieldAndNothingIsKept() {
        for (var wrong :
                List.of("", "anna", "anna@", "Anna <anna@fjordsky.example>", "a@b@c d", "x".repeat(300) + "@a.se")) {
            var answer = subscribe(wrong, "topic=packs&language=en");
            assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
            assertThat(answer.body()).contains("This is no address that mail can be sent to", "aria-invalid=\"true\"");
        }
        for (var wrong : List.of("language=en", "topic=answers:nis2&language=en", "topic=everything&language=en")) {
            var answer = subscribe(address("gun"), wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
            assertThat(answer.body()).contains("Choose at least one.", address("gun"));
        }
        for (var wrong : Map.of(
                        "topic=packs&language=fi",
                        "Choose one of the languages in the list.",
                        "topic=packs&language=en&cadence=hourly",
                        "Choose one of the two.",
                        "language=en",
                        "Choose at least one.")
                .entrySet()) {
            var answer = subscribe(address("gun"), wrong.getKey());
            assertThat(answer.statusCode()).isEqualTo(422);
            var page = Jsoup.parse(answer.body());
            var summary = Objects.requireNonNull(page.selectFirst("[role=alert] a"));
            assertThat(summary.text()).isEqualTo(wrong.getValue());
            assertThat(page.select(summary.attr("href")))
                    .as("leads to the field")
                    .hasSize(1);
            assertThat(page.select(".form .error").text()).isEqualTo(wrong.getValue());
        }
        assertThat(count()).isEqualTo(new Subscribers.Count(0, 0));
    }

    @Test
    void beyondTheLettersOfAnHourNobodySubscribesKnownOrNot() {
        var known = confirm("hilda");
        for (int i = 0; i < 3; i++) {
            assertThat(subscribe(address("hilda"), "topic=packs&language=en").statusCode())
                    .as("what is known counts as well")
                    .isEqualTo(303);
        }
        for (int i = 0; i < 36; i++) {
            assertThat(subscribe(address("n" + i), "topic=packs&language=en").statusCode())
                    .isEqualTo(303);
        }
        for (var name : List.of("hilda", "n0", "new")) {
            var answer = subscribe(address(name), "topic=packs&language=en");
            assertThat(answer.statusCode()).as(name).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(subscribe(address("n1"), "topic=packs&language=en").body()).contains("Try again in 15 minutes.");
        assertThat(get("/subscriptions/" + known).statusCode())
                .as("who is told already is served")
                .isEqualTo(200);
        clock.move(Duration.ofHours(1).plusSeconds(1));
        assertThat(subscribe(address("new"), "topic=packs&language=en").statusCode())
                .isEqualTo(303);
    }

    @Test
    void choicesAreChangedByTheLinkAndAStaleFormOverwritesNothing() {
        var secret = confirm("ida");
        var read = desk().find(trustCenter, secret).version();

        var changed =
                post("/subscriptions/" + secret, "do=change&version=%d&topic=agreements&language=en".formatted(read));
        assertThat(changed.statusCode()).isEqualTo(303);
        var stale = post("/subscriptions/" + secret, "do=change&version=%d&topic=packs&language=en".formatted(read));
        assertThat(stale.statusCode()).isEqualTo(409);
        var shown = Jsoup.parse(stale.body());
        assertThat(shown.select("[role=alert]").text())
                .as("what the other chose")
                .contains("Your choices were changed meanwhile", "Agreements", "Soon after each change")
                .doesNotContain("New trust packs");
        assertThat(shown.select("input[name=topic][checked]").eachAttr("value"))
                .as("what was typed here is kept")
                .containsExactly("packs");
        assertThat(desk().find(trustCenter, secret).wish().topics()).containsExactly(Topic.AGREEMENTS);
        assertThat(history(secret)).hasSize(2).last().isInstanceOf(SubscriberStep.Changed.class);

        var again = post(
                "/subscriptions/" + secret,
                "do=change&version=%s&topic=packs&language=en"
                        .formatted(shown.select("input[name=version]").attr("value")));
        assertThat(again.statusCode()).as("knowing of the other").isEqualTo(303);
        assertThat(desk().find(trustCenter, secret).wish().topics()).containsExactly(Topic.PACKS);
    }

    @Test
    void confirmingOnceMoreNeitherDropsNorOverwritesWhatWasChosenSince() {
        subscribe(address("ines"), "topic=packs&language=en");
        var secret = secretIn(letterTo("ines"));
        var stale = "do=confirm&version=%d&topic=answers&language=en"
                .formatted(desk().find(trustCenter, secret).version());
        subscribe(address("ines"), "topic=agreements&language=en");

        var unconfirmed = post("/subscriptions/" + secret, stale);
        assertThat(unconfirmed.statusCode())
                .as("typed again since the page was opened")
                .isEqualTo(409);
        assertThat(Jsoup.parse(unconfirmed.body()).select("[role=alert]").text())
                .contains("Your choices were changed meanwhile", "Agreements");
        assertThat(count()).isEqualTo(new Subscribers.Count(0, 1));

        var confirm = "do=confirm&version=%d&topic=packs&language=en"
                .formatted(desk().find(trustCenter, secret).version());
        assertThat(post("/subscriptions/" + secret, confirm).statusCode()).isEqualTo(303);
        assertThat(post("/subscriptions/" + secret, confirm).statusCode())
                .as("the same twice")
                .isEqualTo(303);
        assertThat(post(
                                "/subscriptions/" + secret,
                                "do=change&version=%d&topic=subprocessors&language=en"
                                        .formatted(
                                                desk().find(trustCenter, secret).version()))
                        .statusCode())
                .isEqualTo(303);

        var again = post("/subscriptions/" + secret, confirm);

        assertThat(again.statusCode()).isEqualTo(409);
        var shown = Jsoup.parse(again.body());
        assertThat(shown.select("[role=alert]").text()).contains("Sub-processors and data centers");
        assertThat(shown.select("input[name=topic][checked]").eachAttr("value")).containsExactly("packs");
        assertThat(shown.select("button[value=change]"))
                .as("sent again it replaces")
                .hasSize(1);
        assertThat(desk().find(trustCenter, secret).wish().topics()).containsExactly(Topic.SUBPROCESSORS);
    }

    @Test
    void whereNobodyIsWrittenToAnyMoreOneStillChangesAndLeaves() {
        var secret = confirm("inga");
        var other = confirm("ingrid");
        subscribe(address("irma"), "topic=packs&language=en");
        var unconfirmed = secretIn(letterTo("irma"));
        var leave = leaveLink(other);
        try (var closed = RunningOffice.beside(office, clock, keys.and("trust-ledger.mail.host="))) {
            var page = get(closed, "/subscriptions/" + secret);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("No letters are sent here at present", address("inga"));
            var version = Jsoup.parse(page.body()).select("input[name=version]").attr("value");
            assertThat(post(
                                    closed,
                                    "/subscriptions/" + secret,
                                    "do=change&version=%s&topic=agreements&language=en".formatted(version))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(get(closed, leave).body()).contains("value=\"leave\"");
            assertThat(get(closed, "/subscriptions/" + unconfirmed).body())
                    .contains("value=\"leave\"")
                    .doesNotContain("value=\"confirm\"");
        }
        try (var keyless = RunningOffice.beside(office, clock)) {
            assertThat(get(keyless, "/subscriptions/" + secret).body()).contains("value=\"leave\"");
            assertThat(post(keyless, "/subscriptions/" + secret, "do=leave").statusCode())
                    .isEqualTo(303);
            assertThat(get(keyless, "/left").statusCode()).isEqualTo(200);
            assertThat(post(keyless, leave, "do=leave").statusCode()).isEqualTo(303);
            assertThat(post(keyless, "/subscriptions/" + unconfirmed, "do=leave")
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(count()).isEqualTo(new Subscribers.Count(0, 0));
    }

    @Test
    void whoLeavesIsForgottenAndNeitherStoreOpensTheAddressAgain() {
        var secret = confirm("jan");
        var subscriber = desk().find(trustCenter, secret);
        var keyBackup = keys.jdbc()
                .queryForList(
                        "select wrapped from person_key where person = ?",
                        byte[].class,
                        subscriber.id().value());
        assertThat(keyBackup).hasSize(1);
        assertThat(desk().known(subscriber).orElseThrow().address()).isEqualTo(address("jan"));

        var left = post("/subscriptions/" + secret, "do=leave");

        assertThat(left.statusCode()).isEqualTo(303);
        await().untilAsserted(() -> assertThat(keysOf(subscriber.id())).isZero());
        assertThat(desk().known(subscriber)).as("from a restored row").isEmpty();
        assertThat(office.jdbc()
                        .queryForMap(
                                "select * from subscriber where id = ?",
                                subscriber.id().value()))
                .containsEntry("known", null)
                .containsEntry("address_mark", null)
                .containsEntry("link_mark", null);
        assertThat(office.bean(Ledger.class)
                        .history(trustCenter, "people", subscriber.id().value()))
                .containsExactly(new PersonErased(PersonErased.Because.LEFT));
        assertThat(get("/subscriptions/" + secret).statusCode()).isEqualTo(404);
        assertThat(get("/subscriptions/" + secret).body()).contains("This link leads nowhere");

        var people = office.bean(People.class);
        people.stop();
        keys.jdbc()
                .update(
                        "insert into person_key (person, wrapped) values (?, ?)",
                        subscriber.id().value(),
                        keyBackup.getFirst());
        people.start();
        await().untilAsserted(() -> assertThat(keysOf(subscriber.id()))
                .as("a restored store of keys")
                .isZero());
    }

    @Test
    void oneClickInAMailProgramLeavesHoweverOftenItIsSent() {
        var secret = confirm("karin");
        var leave = leaveLink(secret);
        assertThat(leave).as("the secret of the header does not manage").doesNotContain(secret);
        assertThat(get("/subscriptions/" + leave.replaceFirst(".*/", "")).statusCode())
                .isEqualTo(404);
        var opened = get(leave);
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body())
                .as("nor tells whose it is")
                .contains("value=\"leave\"")
                .doesNotContain(address("karin"), secret);
        assertThat(count()).as("opening it does nothing").isEqualTo(new Subscribers.Count(1, 0));

        for (var link : List.of(leave, leave, "/unsubscribe/never-was-one")) {
            var answer = post(link, "List-Unsubscribe=One-Click");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(count()).isEqualTo(new Subscribers.Count(0, 0));
        assertThat(get(leave).statusCode()).isEqualTo(404);
    }

    @Test
    void onThePageOfTheSameLinkSomebodyLeavesByAButton() {
        var leave = leaveLink(confirm("kjell"));

        var left = post(leave, "do=leave");

        assertThat(left.headers().firstValue("Location")).contains("/reception/%s/left?lang=en".formatted(trustCenter));
        assertThat(count()).isEqualTo(new Subscribers.Count(0, 0));
    }

    @Test
    void whoSubscribedBeforeThereWasALinkThatOnlyLeavesGetsOneWithTheNextLetter() {
        var secret = confirm("klara");
        var subscriber = desk().find(trustCenter, secret).id();
        office.jdbc().update("update subscriber set leave_mark = null where id = ?", subscriber.value());
        assertThat(post("/unsubscribe/" + secret, "x=").statusCode()).isEqualTo(200);
        assertThat(count()).as("the old link still leaves").isEqualTo(new Subscribers.Count(0, 0));

        var other = confirm("knut");
        var id = desk().find(trustCenter, other).id();
        office.jdbc().update("update subscriber set leave_mark = null where id = ?", id.value());
        desk().recogniseWhoeverLeaves(Map.of(id, other));
        post(leaveLink(other), "List-Unsubscribe=One-Click");
        assertThat(count()).isEqualTo(new Subscribers.Count(0, 0));
    }

    private String leaveLink(String secret) {
        return desk().unsubscribe(trustCenter, secret)
                .toString()
                .replace("%s/reception/%s".formatted(SITE, trustCenter), "");
    }

    @Test
    void whoLeavesAndIsTypedAgainGetsNoLetterBeforeTheNextDay() {
        var secret = confirm("kerstin");
        post("/subscriptions/" + secret, "do=leave");

        subscribe(address("kerstin"), "topic=packs&language=en");
        subscribe(address("after"), "topic=packs&language=en");
        letterTo("after");
        assertThat(post.to(address("kerstin"))).hasSize(1);

        clock.move(Duration.ofDays(1).plusSeconds(1));
        subscribe(address("kerstin"), "topic=packs&language=en");
        await().untilAsserted(() -> assertThat(post.to(address("kerstin"))).hasSize(2));
        var again = secretIn(post.to(address("kerstin")).getLast());
        assertThat(post("/subscriptions/" + again, "do=confirm&topic=packs&language=en")
                        .statusCode())
                .isEqualTo(303);
        assertThat(count()).as("they may come back").isEqualTo(new Subscribers.Count(1, 1));
    }

    @Test
    void whatStandsAfterAPlusSignIsTheSameMailbox() {
        var base = address("lars");
        for (var typed :
                List.of(base, base.replace("@", "+a@"), base.replace("@", "+b@"), base.toUpperCase(Locale.ROOT))) {
            assertThat(subscribe(typed, "topic=packs&language=en").statusCode()).isEqualTo(303);
        }
        subscribe(address("lena"), "topic=packs&language=en");
        letterTo("lena");
        assertThat(post.all().stream()
                        .filter(letter -> letter.to().toLowerCase(Locale.ROOT).startsWith("lars")))
                .hasSize(1);
    }

    @Test
    void whoeverGotALetterTheyDidNotAskForSaysThatNoneIsToComeAgainAndTheReplyTellsNobody() {
        subscribe(address("lotta"), "topic=packs&language=en");
        var letter = letterTo("lotta");
        var stop = letter.lineThatBegins("%s/reception/%s/stop/".formatted(SITE, trustCenter))
                .replace("%s/reception/%s".formatted(SITE, trustCenter), "");
        assertThat(letter.html()).contains(stop);
        assertThat(get(stop).body())
                .contains("Never write to me because of that again")
                .doesNotContain(address("lotta"));
        assertThat(get(stop.substring(0, stop.length() - 1) + "0").statusCode()
                        + get(stop.substring(0, stop.length() - 1) + "1").statusCode())
                .as("nobody makes such a link")
                .isGreaterThanOrEqualTo(404 + 200);

        var stopped = post(stop, "do=stop");
        assertThat(stopped.statusCode()).isEqualTo(303);
        assertThat(get(stop).body()).contains("No such letter comes again");
        clock.move(Duration.ofDays(3));
        office.bean(WhenNobodyConfirmsForgetThem.class).react();
        for (var typed : List.of(address("lotta"), address("lotta").replace("@", "+news@"))) {
            var reply = subscribe(typed, "topic=packs&language=en");
            assertThat(reply.statusCode()).isEqualTo(303);
            assertThat(reply.headers().firstValue("Location"))
                    .isEqualTo(subscribe(address("nobody"), "topic=packs&language=en")
                            .headers()
                            .firstValue("Location"));
        }
        letterTo("nobody");
        assertThat(post.to(address("lotta"))).hasSize(1);
        assertThat(count()).as("nothing is kept of it").isEqualTo(new Subscribers.Count(0, 1));

        assertThat(post(stop, "do=again").statusCode()).isEqualTo(303);
        subscribe(address("lotta"), "topic=packs&language=en");
        await().untilAsserted(() -> assertThat(post.to(address("lotta"))).hasSize(2));
    }

    @Test
    void fromOneClientOnlySoMuchIsTakenWhicheverAddressesAreTyped() {
        var known = address("maja");
        for (int i = 0; i < 50; i++) {
            var reply = post(
                    "/subscribe",
                    "address=%s&topic=packs&language=en".formatted(i < 30 ? known : address("m" + i)),
                    "203.0.113.7");
            assertThat(reply.statusCode()).isEqualTo(303);
        }
        assertThat(post(
                                "/subscribe",
                                "address=%s&topic=packs&language=en".formatted(known),
                                "198.51.100.1, 203.0.113.7")
                        .statusCode())
                .as("whatever a client claims before it")
                .isEqualTo(429);
        assertThat(post("/subscribe", "address=%s&topic=packs&language=en".formatted(known), "203.0.113.8")
                        .statusCode())
                .isEqualTo(303);
        clock.move(Duration.ofHours(1).plusSeconds(1));
        assertThat(post("/subscribe", "address=%s&topic=packs&language=en".formatted(known), "203.0.113.7")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void anAddressThatIsTypedOverAndOverCostsNothing() {
        for (int i = 0; i < 30; i++) {
            assertThat(subscribe(address("moa"), "topic=packs&language=en").statusCode())
                    .isEqualTo(303);
        }
        assertThat(office.jdbc()
                        .queryForObject(
                                "select count(*) from sign_up where trust_center = ?",
                                Integer.class,
                                trustCenter.value()))
                .isEqualTo(5);
        await().untilAsserted(() -> assertThat(keys.jdbc()
                        .queryForObject(
                                "select count(*) from person_key where made_at > now() - interval '1 hour'",
                                Integer.class))
                .as("no key is left of those that were not needed")
                .isEqualTo(office.jdbc()
                        .queryForObject("select count(*) from subscriber where left_at is null", Integer.class)));
    }

    @Test
    void whoNeverConfirmsIsForgottenAfterTwoDays() {
        subscribe(address("lisa"), "topic=packs&language=en");
        var secret = secretIn(letterTo("lisa"));
        var subscriber = desk().find(trustCenter, secret).id();
        var policy = office.bean(WhenNobodyConfirmsForgetThem.class);
        clock.move(Duration.ofDays(2).minusSeconds(10));
        policy.react();
        assertThat(count()).isEqualTo(new Subscribers.Count(0, 1));

        clock.move(Duration.ofSeconds(20));
        policy.react();

        assertThat(count()).isEqualTo(new Subscribers.Count(0, 0));
        await().untilAsserted(() -> assertThat(keysOf(subscriber)).isZero());
        assertThat(office.bean(Ledger.class).history(trustCenter, "people", subscriber.value()))
                .as("nothing was told of them, so nothing is on record")
                .isEmpty();
        assertThat(erased(subscriber)).as("until no backup has their key").isEqualTo(1);
        clock.move(Duration.ofDays(91));
        office.bean(People.class).stop();
        office.bean(People.class).start();
        await().untilAsserted(() -> assertThat(erased(subscriber)).isZero());
        assertThat(post("/subscriptions/" + secret, "do=confirm&topic=packs&language=en")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aLetterThatNoServerTakesWaitsUntilOneDoes() {
        post.goAway();
        try {
            assertThat(subscribe(address("mats"), "topic=packs&language=en").statusCode())
                    .isEqualTo(303);
        } finally {
            post.comeBack();
        }
        assertThat(subscribe(address("nils"), "topic=packs&language=en").statusCode())
                .isEqualTo(303);
        clock.move(Duration.ofMinutes(2));
        subscribe(address("olle"), "topic=packs&language=en");
        letterTo("mats");
        letterTo("nils");
        letterTo("olle");
    }

    @Test
    void noTableOfTheOfficeHasAnAddressInTheClear() {
        confirm("petra");
        subscribe(address("petra"), "topic=packs&language=en");
        var jdbc = office.jdbc();
        var tables = jdbc.queryForList(
                "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
                String.class);
        assertThat(tables).contains("subscriber", "letter", "domain_event");
        for (var table : tables) {
            assertThat(asText(jdbc, table)).as(table).noneMatch(row -> row.contains("petra-"));
        }
    }

    /** Each row, bytes as the characters they are. */
    private static List<String> asText(JdbcTemplate jdbc, String table) {
        return jdbc.queryForList("select * from \"%s\"".formatted(table)).stream()
                .map(row -> row.values().stream()
                        .map(value -> value instanceof byte[] bytes
                                ? new String(bytes, StandardCharsets.ISO_8859_1)
                                : String.valueOf(value))
                        .collect(Collectors.joining("|")))
                .toList();
    }

    /** @return the secret of the link */
    private String confirm(String name) {
        subscribe(address(name), "topic=subprocessors&language=en");
        var secret = secretIn(letterTo(name));
        assertThat(post("/subscriptions/" + secret, "do=confirm&topic=subprocessors&language=en")
                        .statusCode())
                .isEqualTo(303);
        return secret;
    }

    private SubscriptionDesk desk() {
        return office.bean(SubscriptionDesk.class);
    }

    private Subscribers.Count count() {
        return office.bean(Subscribers.class).count(trustCenter);
    }

    private int erased(PersonId person) {
        return Objects.requireNonNull(office.jdbc()
                .queryForObject("select count(*) from person_erased where person = ?", Integer.class, person.value()));
    }

    private int keysOf(PersonId person) {
        return Objects.requireNonNull(keys.jdbc()
                .queryForObject("select count(*) from person_key where person = ?", Integer.class, person.value()));
    }

    private List<Object> history(String secret) {
        return office.bean(Ledger.class)
                .history(
                        trustCenter,
                        SubscriberStep.KIND,
                        desk().find(trustCenter, secret).id().value());
    }

    private Post.Arrived letterTo(String name) {
        await().untilAsserted(() -> assertThat(post.to(address(name))).isNotEmpty());
        return post.to(address(name)).getFirst();
    }

    private String secretIn(Post.Arrived letter) {
        var link = "%s/reception/%s/subscriptions/".formatted(SITE, trustCenter);
        return letter.lineThatBegins(link).substring(link.length());
    }

    private String address(String name) {
        return "%s-%s@customer.example".formatted(name, trustCenter);
    }

    private HttpResponse<String> subscribe(String address, String rest) {
        return post("/subscribe", "address=%s&%s".formatted(URLEncoder.encode(address, StandardCharsets.UTF_8), rest));
    }

    private HttpResponse<String> post(String path, String form) {
        return post(path, form, "client-of-%s".formatted(trustCenter));
    }

    private HttpResponse<String> post(String path, String form, String client) {
        return post(office, path, form, client);
    }

    private HttpResponse<String> post(RunningOffice other, String path, String form) {
        return post(other, path, form, "client-of-%s".formatted(trustCenter));
    }

    private HttpResponse<String> post(RunningOffice at, String path, String form, String client) {
        return at.exchange(at.form(at.reception("/reception/%s%s".formatted(trustCenter, path)), form)
                .header("X-Forwarded-For", client));
    }

    private HttpResponse<String> get(String path) {
        return get(office, path);
    }

    private HttpResponse<String> get(RunningOffice at, String path) {
        return at.exchange(at.page(at.reception("/reception/%s%s".formatted(trustCenter, path))));
    }
}
