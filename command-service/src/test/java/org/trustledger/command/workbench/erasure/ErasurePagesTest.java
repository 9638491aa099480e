package org.trustledger.command.workbench.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Post;
import org.trustledger.command.people.PersonErased;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.command.subscriptions.ErasureStep;
import org.trustledger.command.subscriptions.OfficeThatTells;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.TrustCenterId;

/** Somebody asks the provider to be forgotten, by telephone, and administrators see to it in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasurePagesTest {
    private static final TrustCenterId NORDHAMN = new TrustCenterId(Workbench.NORDHAMN);
    // Of whoever is one person: changes need nobody else's approval.
    private static final TrustCenterId SODERHAMN = new TrustCenterId("soderhamn");
    private static final String DOCUMENT = Documents.BEGINNING + OfficeThatTells.CONTENT;
    private static final String SITE = "https://trust.nordhamn.example";

    private final Post post = new Post();
    private final StoreOfKeys keys = new StoreOfKeys();
    private final Workbench workbench = Workbench.told(Stream.of(
                    keys.and("trust-ledger.subscriptions.site=" + SITE, "trust-ledger.notices.gather=0s"),
                    post.settings())
            .flatMap(Stream::of)
            .toArray(String[]::new));

    @BeforeAll
    void loadTheOther() {
        workbench.load(SODERHAMN.value(), DOCUMENT);
        workbench.withoutReview(SODERHAMN);
    }

    @AfterAll
    void close() {
        workbench.close();
        post.close();
    }

    @Test
    void twoAdministratorsForgetAReaderWhoAskedForIt() {
        var secret = subscriber(NORDHAMN, "Ylva@kund.example");
        var reader = reader(NORDHAMN);
        var number = reader.substring(0, 8);

        var adam = workbench.logIn("en", "adam", "nordhamn:administrator");
        press(adam.locator(".rail a[href$='/erasure']"));
        assertThat(adam.locator("h1").textContent()).isEqualTo("Forget a subscriber");
        workbench.look(adam, "erasure");
        type(adam, "ylv@kund.example");
        assertThat(adam.locator("#typed-error").textContent()).startsWith("Nobody here has this address or number");
        assertThat(adam.content()).as("what was typed is not shown again").doesNotContain("ylv@");
        workbench.look(adam, "erasure-nobody");
        type(adam, "ylva");
        assertThat(adam.locator("#typed-error").textContent()).startsWith("This is neither an address");

        type(adam, " YLVA@kund.example ");
        assertThat(adam.locator("h1").textContent()).isEqualTo("Forget subscriber " + number);
        assertThat(adam.locator("main").textContent())
                .contains("told of changes since", "cannot be undone", "once another administrator agrees");
        assertThat(adam.content() + adam.url()).doesNotContainIgnoringCase("ylva");
        workbench.look(adam, "erasure-confirm");
        press(adam.locator("main button"));
        assertThat(adam.locator("[role=status]").textContent())
                .isEqualTo("Subscriber %s is forgotten once another administrator agrees.".formatted(number));
        assertThat(adam.locator("tbody [name=typed]").count())
                .as("nobody agrees with themselves")
                .isZero();
        assertThat(adam.locator(".rail a[href$='/erasure'] .waiting").count())
                .as("nothing waits for them")
                .isZero();
        type(adam, number);
        assertThat(adam.locator("main").textContent()).contains("You have asked for it already");
        assertThat(adam.locator("main button").count()).isZero();
        assertThat(status(adam, "nordhamn/erasure/%s/forget".formatted(reader))).isEqualTo(200);
        assertThat(keysOf(reader)).as("it takes another").isEqualTo(1);

        var berit = workbench.logIn("en", "berit", "nordhamn:administrator");
        berit.navigate(workbench.address("nordhamn/"));
        assertThat(berit.locator("main").textContent())
                .contains("Subscriber %s is to be forgotten and it takes your agreement".formatted(number));
        assertThat(berit.locator(".rail a[href$='/erasure'] .waiting").textContent())
                .contains("1");
        berit.navigate(workbench.address("nordhamn/erasure"));
        press(berit.locator("tbody form[action$='/keep'] button"));
        assertThat(berit.locator("[role=status]").textContent()).contains("It is taken back");
        type(berit, number);
        assertThat(berit.locator("main button").textContent()).isEqualTo("Ask for it");
        type(adam, number);
        press(adam.locator("main button"));
        press(berit.locator("main button"));
        assertThat(berit.locator(".flash-bad").textContent())
                .as("what asks for it on one page never does it at once")
                .startsWith("Meanwhile somebody else did something about subscriber " + number);
        assertThat(keysOf(reader)).isEqualTo(1);
        press(berit.locator("tbody form:has([name=typed]) button"));
        assertThat(berit.locator("main").textContent()).contains("told of changes since", "cannot be undone", "salt");
        workbench.look(berit, "erasure-agree");
        press(berit.locator("main button"));
        assertThat(berit.locator("[role=status]").textContent())
                .isEqualTo("Subscriber %s is forgotten. Nothing more is sent to them.".formatted(number));

        await().untilAsserted(() -> assertThat(keysOf(reader)).isZero());
        assertThat(ledger().history(NORDHAMN, "people", reader))
                .containsExactly(new PersonErased(PersonErased.Because.ASKED_FOR));
        assertThat(ledger().history(NORDHAMN, ErasureStep.KIND, reader))
                .containsExactly(new ErasureStep.Asked(), new ErasureStep.TakenBack(), new ErasureStep.Asked());
        assertThat(actors("people.erased", reader)).hasSize(1).isNotEqualTo(actors("erasures.asked", reader));
        assertThat(actors("erasures.asked", reader)).hasSize(1);
        assertThat(statusOf(NORDHAMN, "/subscriptions/" + secret)).isEqualTo(404);
        type(adam, "Ylva@kund.example");
        assertThat(adam.locator("#typed-error").textContent()).startsWith("Nobody here");
        assertThat(status(adam, "nordhamn/erasure/%s/forget".formatted(reader))).isEqualTo(200);
        assertThat(ledger().history(NORDHAMN, "people", reader)).as("once").hasSize(1);
        assertThat(post.to("Ylva@kund.example"))
                .as("nobody is told of it by letter")
                .hasSize(1);
    }

    @Test
    void whereThereIsOneTheReaderIsFoundByNumberAndGetsNoLetterThatWaited() {
        subscriber(SODERHAMN, "zenta@kund.example");
        var reader = reader(SODERHAMN);
        changeTo("Every hour.");
        await().until(() -> post.to("zenta@kund.example"), letters -> letters.size() == 2);
        await().until(() -> states(reader), List.of("accepted")::equals);
        theRecordIsAFileForWhoeverSeesTheNotice(reader);
        post.goAway();
        try {
            changeTo("Every minute.");
            await().until(() -> waiting(reader, "attempts > 0"), many -> many == 1);

            var sole = workbench.logIn("en", "sole", "soderhamn:administrator");
            sole.navigate(workbench.address("soderhamn/notices"));
            press(sole.locator("tbody a").first());
            var number = sole.locator("tbody th .mono").first().textContent();
            sole.navigate(workbench.address("soderhamn/erasure"));
            type(sole, number);
            assertThat(sole.locator("main").textContent()).doesNotContain("another administrator");
            press(sole.locator("main button"));
            assertThat(sole.locator("[role=status]").textContent()).contains("is forgotten");
            sole.context().close();
        } finally {
            post.comeBack();
        }
        await().until(() -> waiting(reader, "true"), many -> many == 0);
        assertThat(states(reader)).containsExactlyInAnyOrder("accepted", "forgotten");
        await().untilAsserted(() -> assertThat(keysOf(reader)).isZero());
        assertThat(post.all()).as("since the server is back").isEmpty();

        changeTo("Every second.");
        await().until(() -> workbench
                .office()
                .jdbc()
                .queryForObject(
                        "select r.position = l.position from notice_reach r join ledger l using (trust_center) where trust_center = ?",
                        Boolean.class,
                        SODERHAMN.value()));
        assertThat(states(reader)).hasSize(2);
    }

    private void theRecordIsAFileForWhoeverSeesTheNotice(String reader) {
        var auditor = workbench.logIn("en", "rut", "soderhamn:auditor");
        auditor.navigate(workbench.address("soderhamn/notices"));
        press(auditor.locator("tbody a").first());
        workbench.look(auditor, "notice-record");
        var link = auditor.locator("a[download]").getAttribute("href");

        var file = auditor.request().get(workbench.office().office(link).toString());

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.headers().get("content-disposition"))
                .startsWith("attachment; filename=\"soderhamn-notice-")
                .endsWith(".json\"");
        assertThat(file.text())
                .startsWith("{\"format\":\"trust-ledger-notice\"")
                .contains("\"recipient\":\"%s\"".formatted(reader), "{+hour+}")
                .doesNotContain("zenta");
        for (var role : List.of("nordhamn:administrator", "soderhamn:renderer")) {
            workbench.office().identity().letsIn("nobody-here", role);
            var other = workbench.stranger("en");
            other.newPage().navigate(workbench.address(""));
            assertThat(other.request()
                            .get(workbench.office().office(link).toString())
                            .status())
                    .as(role)
                    .isEqualTo(403);
            assertThat(other.request()
                            .get(workbench
                                    .office()
                                    .office(link.replace("soderhamn", "nordhamn"))
                                    .toString())
                            .status())
                    .as("nor as another trust center's, %s", role)
                    .isIn(403, 404);
            other.close();
        }
        auditor.context().close();
    }

    @Test
    void whoHasNotConfirmedIsForgottenAndThatIsOnRecordTooForSomebodyAsked() {
        subscribe(SODERHAMN, "vera@kund.example");
        var secret = secret(SODERHAMN, "vera@kund.example");
        var reader = Objects.requireNonNull(workbench
                .office()
                .jdbc()
                .queryForObject(
                        "select id from subscriber where trust_center = ? and confirmed_at is null",
                        String.class,
                        SODERHAMN.value()));
        var sole = workbench.logIn("en", "sara", "soderhamn:administrator");
        sole.navigate(workbench.address("soderhamn/erasure"));

        type(sole, "vera@kund.example");
        assertThat(sole.locator("main").textContent()).contains("have not said yes");
        press(sole.locator("main button"));

        assertThat(sole.locator("[role=status]").textContent()).contains("is forgotten");
        await().untilAsserted(() -> assertThat(keysOf(reader)).isZero());
        assertThat(workbench
                        .office()
                        .jdbc()
                        .queryForObject("select count(*) from subscriber where id = ?", Integer.class, reader))
                .isZero();
        assertThat(ledger().history(SODERHAMN, "people", reader))
                .containsExactly(new PersonErased(PersonErased.Because.ASKED_FOR));
        assertThat(statusOf(SODERHAMN, "/subscriptions/" + secret)).isEqualTo(404);
        sole.context().close();
    }

    @Test
    void whatWasAskedOfOneIsOnRecordAsDoneWhenTheReaderIsForgottenOtherwise() {
        subscribe(NORDHAMN, "wanda@kund.example");
        var secret = secret(NORDHAMN, "wanda@kund.example");
        var arne = workbench.logIn("en", "arne", "nordhamn:administrator");
        arne.navigate(workbench.address("nordhamn/erasure"));
        type(arne, "wanda@kund.example");
        press(arne.locator("main button"));
        var reader = Objects.requireNonNull(workbench
                .office()
                .jdbc()
                .queryForObject("select id from subscriber where erasure_asked_at is not null", String.class));

        assertThat(send(NORDHAMN, "/subscriptions/" + secret, "do=leave")).isEqualTo(303);

        assertThat(ledger().history(NORDHAMN, "people", reader))
                .containsExactly(new PersonErased(PersonErased.Because.ASKED_FOR));
        await().untilAsserted(() -> assertThat(keysOf(reader)).isZero());
        arne.context().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nordhamn:editor", "nordhamn:approver", "nordhamn:auditor", "soderhamn:administrator"})
    void onlyAdministratorsOfTheTrustCenterLookForReadersAndForgetThem(String role) {
        var page = workbench.logIn("en", "not-" + role.replace(':', '-'), role);

        assertThat(page.locator(".rail a[href='/workbench/nordhamn/erasure']").count())
                .isZero();
        assertThat(Objects.requireNonNull(page.navigate(workbench.address("nordhamn/erasure")))
                        .status())
                .isEqualTo(403);
        for (var address : List.of("", "/%s/forget".formatted("0".repeat(32)), "/%s/keep".formatted("0".repeat(32)))) {
            assertThat(status(page, "nordhamn/erasure" + address)).as(address).isEqualTo(403);
        }
        page.context().close();
    }

    @Test
    void whoLooksForAddressAfterAddressHasToWaitAndIsToldSo() {
        var page = workbench.logIn("en", "otto", "nordhamn:administrator");
        page.navigate(workbench.address("nordhamn/erasure"));
        for (var look = 0; look < 30; look++) {
            assertThat(status(page, "nordhamn/erasure")).isEqualTo(422);
        }

        assertThat(status(page, "nordhamn/erasure")).isEqualTo(429);
        type(page, "anna@kund.example");
        assertThat(page.locator("#typed-error").textContent()).startsWith("You have looked for many addresses");
        workbench.look(page, "erasure-too-many");
        type(page, "12345678");
        assertThat(page.locator("#typed-error").textContent())
                .as("a number says nothing of anybody")
                .startsWith("Nobody here");
        type(page, "anna");
        assertThat(page.locator("#typed-error").textContent()).startsWith("This is neither an address");
        page.context().close();

        var other = workbench.logIn("sv", "olga", "nordhamn:administrator");
        other.navigate(workbench.address("nordhamn/erasure"));
        assertThat(status(other, "nordhamn/erasure")).as("another's").isEqualTo(422);
        other.context().close();
    }

    @Test
    void noOtherSiteSendsTheForm() {
        var page = workbench.logIn("en", "alva", "nordhamn:administrator");

        var sent = page.request()
                .post(
                        workbench.address("nordhamn/erasure"),
                        RequestOptions.create().setForm(FormData.create().set("typed", "anna@kund.example")));

        assertThat(sent.status()).isEqualTo(403);
        assertThat(sent.text()).doesNotContain("anna@");
        page.context().close();
    }

    @Test
    void inSwedishEverythingIsSwedish() {
        var page = workbench.logIn("sv", "astrid", "nordhamn:administrator");
        page.navigate(workbench.address("nordhamn/erasure"));
        assertThat(page.locator("h1").textContent()).isEqualTo("Glöm en prenumerant");
        type(page, "ingen@kund.example");
        assertThat(page.locator("#typed-error").textContent()).startsWith("Ingen här har");
        workbench.look(page, "erasure-sv");
        page.context().close();
    }

    // --- what happens ---

    private static void type(Page page, String text) {
        if (page.locator("#typed").count() == 0) {
            press(page.locator(".trail a"));
        }
        page.locator("#typed").fill(text);
        press(page.locator("main form:has(#typed) button"));
    }

    /** What a form to that address comes to, sent from the page. */
    private int status(Page page, String path) {
        var token = page.locator("input[name=_csrf]").first().getAttribute("value");
        return page.request()
                .post(
                        workbench.address(path),
                        RequestOptions.create()
                                .setForm(FormData.create().set("_csrf", token).set("typed", "anna@kund.example")))
                .status();
    }

    private String subscriber(TrustCenterId trustCenter, String address) {
        subscribe(trustCenter, address);
        var secret = secret(trustCenter, address);
        assertThat(send(trustCenter, "/subscriptions/" + secret, "do=confirm&topic=answers&language=en"))
                .isEqualTo(303);
        return secret;
    }

    private void subscribe(TrustCenterId trustCenter, String address) {
        assertThat(send(
                        trustCenter,
                        "/subscribe",
                        "address=%s&topic=answers&language=en"
                                .formatted(URLEncoder.encode(address, StandardCharsets.UTF_8))))
                .isEqualTo(303);
    }

    private String secret(TrustCenterId trustCenter, String address) {
        var link = "%s/reception/%s/subscriptions/".formatted(SITE, trustCenter);
        return await().until(() -> post.to(address), letters -> !letters.isEmpty())
                .getFirst()
                .lineThatBegins(link)
                .substring(link.length());
    }

    private int send(TrustCenterId trustCenter, String path, String form) {
        var office = workbench.office();
        return office.exchange(office.form(office.reception("/reception/%s%s".formatted(trustCenter, path)), form))
                .statusCode();
    }

    private int statusOf(TrustCenterId trustCenter, String path) {
        var office = workbench.office();
        return office.exchange(office.page(office.reception("/reception/%s%s".formatted(trustCenter, path))))
                .statusCode();
    }

    /** One of the answers says something else. */
    private void changeTo(String text) {
        workbench.clock().move(Duration.ofSeconds(2));
        var head = ledger().head(SODERHAMN).orElseThrow();
        workbench.change(SODERHAMN, DOCUMENT.replace("Every night.", text), head.contentPosition());
        workbench.clock().move(Duration.ofSeconds(2));
    }

    // --- what is known ---

    private Ledger ledger() {
        return workbench.office().bean(Ledger.class);
    }

    /** The id of the last who confirmed. */
    private String reader(TrustCenterId trustCenter) {
        return workbench
                .office()
                .jdbc()
                .queryForList(
                        "select id from subscriber where trust_center = ? and confirmed_at is not null and left_at is null",
                        String.class,
                        trustCenter.value())
                .getFirst();
    }

    private int keysOf(String reader) {
        return Objects.requireNonNull(
                keys.jdbc().queryForObject("select count(*) from person_key where person = ?", Integer.class, reader));
    }

    private int waiting(String reader, String how) {
        return Objects.requireNonNull(workbench
                .office()
                .jdbc()
                .queryForObject(
                        "select count(*) from letter where recipient = ? and %s".formatted(how),
                        Integer.class,
                        reader));
    }

    private List<String> states(String reader) {
        return workbench
                .office()
                .jdbc()
                .queryForList(
                        "select coalesce(not_sent_why, case when accepted_at is null then 'waiting' else 'accepted' end) from delivery where recipient = ?",
                        String.class,
                        reader);
    }

    /** Who is on record for what of that name happened to a reader. */
    private List<String> actors(String name, String reader) {
        return workbench.office().jdbc().queryForList("""
                        select distinct convert_from(meta_data, 'UTF8')::jsonb ->> 'actor' from domain_event
                        where payload_type = ? and aggregate_identifier like '%/' || ?""", String.class, name, reader);
    }
}
