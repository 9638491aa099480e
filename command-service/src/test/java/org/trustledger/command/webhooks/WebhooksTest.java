package org.trustledger.command.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.PromisedAnswers;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.notices.NoticeBoard;
import org.trustledger.command.notices.NoticeBoard.State;
import org.trustledger.command.notices.NoticeFile;
import org.trustledger.command.people.PersonErased;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;
import tools.jackson.databind.JsonNode;

/** A program of somebody else is told of what changes, at an endpoint that is theirs, once and in order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {
    private static final String SITE = "https://trust.fjordsky.example";
    private static final String TOLD = "org.trustledger.notices.published.v1";
    private static final String CONTENT = """
            tags: [{id: gdpr, label: GDPR, kind: framework}]
            categories: [{id: security, label: Security}]
            answers:
            - {id: backup, category: security, tags: [gdpr], question: Are there backups?, text: Every night.}
            - {id: exercise, category: security, question: What did the exercise show?, text: That it works.}
            """;

    private final MovableClock clock = new MovableClock("2026-11-23T11:00:00Z");
    private final PromisedAnswers promised = new PromisedAnswers();
    private final StoreOfKeys keys = new StoreOfKeys();
    private final String[] settings = keys.and(
            "trust-ledger.subscriptions.site=" + SITE,
            "trust-ledger.notices.gather=0s",
            "trust-ledger.webhooks.allowed-hosts=127.0.0.1",
            "trust-ledger.webhooks.trials-per-hour=30",
            "trust-ledger.webhooks.per-client-per-hour=70",
            "trust-ledger.webhooks.endpoints-per-host=2",
            "trust-ledger.webhooks.endpoints=2");
    private final AtomicBoolean busy = new AtomicBoolean();
    // No mail server: programs are told without letters.
    private final RunningOffice office = RunningOffice.at(
            clock,
            beans -> beans.registerBean(
                    "names",
                    Names.class,
                    () -> (account, host) -> {
                        if (busy.get()) {
                            throw new NamesBusy();
                        }
                        return beans.getBean(SystemNames.class).lookUp(account, host);
                    },
                    bean -> bean.setPrimary(true)),
            settings);
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private Receiver receiver = start();

    private static Receiver start() {
        try {
            return Receiver.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void begin() {
        receiver.close();
        receiver = start();
        busy.set(false);
        takes(204);
        trustCenter = RunningOffice.newTrustCenter();
        // What was asked of the receiver's host is not counted against the next test.
        clock.move(Duration.ofHours(2));
        change(Documents.BEGINNING + CONTENT, "Beginning");
    }

    @AfterEach
    void end() {
        receiver.close();
        // org.trustledger.webhooks.challenge.v1 is the webhook "challenge" of the document.
        receiver.got().forEach(got -> promised.checkSent(type(got).split("\\.")[3], got.body()));
    }

    @AfterAll
    void close() {
        office.close();
    }

    @Test
    void whoRegistersGetsSecretAndLinkOnceAndNothingIsSentBeforeTheEndpointHasProvedItself() {
        var answer = post("/webhooks", "topic=answers:gdpr&address=" + encoded(address()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        var made = new Made(found(answer, "id=\"link\">[^<]*/webhooks/([^<]+)<"), found(answer, "(whsec_[^<]+)<"));
        assertThat(get(made).body()).contains("Waits for its proof").doesNotContain(made.secret(), "/in?token=");
        change(told("Every hour."), "More often");
        assertThat(receiver.got()).isEmpty();

        receiver.answers(_ -> new Receiver.Said(200, Map.of(), "ok"));
        act(made, "challenge");
        assertThat(get(made).body()).contains("took the challenge but did not answer with it", "Challenge it again");
        change(told("Every minute."), "Oftener");
        assertThat(receiver.got()).hasSize(1);

        takes(204);
        assertThat(act(made, "challenge").statusCode()).isEqualTo(303);
        assertThat(get(made).body()).contains("Is called about changes", "answered with the challenge.");
        assertThat(receiver.got())
                .hasSize(2)
                .allSatisfy(got -> assertThat(type(got)).isEqualTo(OwnershipChallenge.TYPE));
        assertThat(office.bean(Ledger.class).history(trustCenter, WebhookStep.KIND, id(made)))
                .singleElement()
                .isInstanceOfSatisfying(
                        WebhookStep.Proved.class,
                        proved -> assertThat(proved.topics()).containsExactly("answers:gdpr"));
    }

    @Test
    void aChangeIsToldAsASignedCloudEventAndWhatWasToldIsOnRecord() {
        var made = proved("answers:gdpr");

        change(told("Every hour and kept for a year."), "More often");

        var got = told(1).getFirst();
        assertThat(got.header("content-type")).startsWith("application/cloudevents+json");
        assertThat(signatures(got)).containsExactly(signature(got, made.secret()));
        var event = event(got);
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("id").asString()).isEqualTo(got.header("webhook-id"));
        assertThat(event.path("source").asString()).isEqualTo("/trust-centers/" + trustCenter);
        var change = event.path("data").path("changes").path(0);
        assertThat(change.path("item").asString()).isEqualTo("backup");
        assertThat(change.path("after").toString()).contains("kept for a year");
        assertThat(change.path("why").toString()).contains("More often");
        assertThat(change.path("links").path("page").asString()).startsWith(SITE);

        await().untilAsserted(() ->
                assertThat(get(made).body()).contains("taken", got.header("webhook-id"), "took it, with status 204"));
        var board = office.bean(NoticeBoard.class);
        var notice = board.newest(trustCenter, null, 10).getFirst();
        assertThat(notice.counts().of(State.ACCEPTED)).isEqualTo(1);
        var delivery = board.deliveries(notice.notice(), null, "", 10).getFirst();
        assertThat(delivery.call()).isEqualTo(got.header("webhook-id"));
        assertThat(delivery.letter()).isNull();
        assertThat(delivery.addressDigest()).hasSize(64);
        assertThat(board.data(notice.notice(), 0, 20))
                .singleElement()
                .satisfies(data ->
                        assertThat(data.json()).isEqualTo(event.path("data").toString()));
        assertThat(office.jdbc()
                        .queryForMap(
                                "select number, body_sha256, outcome, status from webhook_attempt where call = ?",
                                got.header("webhook-id")))
                .containsEntry("number", 1)
                .containsEntry("body_sha256", sha256(got.body()))
                .containsEntry("outcome", "accepted")
                .containsEntry("status", 204);
    }

    @Test
    void whoHasTheLinkProvesToOthersByTheSaltWhereACallWent() {
        var made = proved("answers");
        assertThat(get(made).body()).as("there is nothing to prove yet").doesNotContain("id=\"salt\"");
        change(told("Every hour."), "First");
        change(told("Every minute."), "Second");
        var call = String.valueOf(told(2).getLast().header("webhook-id"));
        settled();

        // Of the owner.
        var page = Jsoup.parse(get(made).body());
        var salt = page.select("#salt").text();
        // Of the provider.
        var record = record();

        var digest = sha256("%s\n%s\n%s".formatted(salt, call, address()));
        assertThat(record.at("/deliveries/0/call").asString()).isEqualTo(call);
        assertThat(record.at("/deliveries/0/addressDigest").asString()).isEqualTo(digest);
        assertThat(page.select("#call").text()).isEqualTo(call);
        assertThat(page.select("#digest").text()).isEqualTo(digest);
        assertThat(page.select("#command").text())
                .isEqualTo("printf '%%s\\n%%s\\n%%s' %s %s 'ADDRESS' | sha256sum".formatted(salt, call));
        assertThat(page.select(".calls .digest").eachText())
                .hasSize(2)
                .doesNotHaveDuplicates()
                .contains(digest);
        assertThat(record.toString()).doesNotContain(salt);
    }

    /** What is on record of the newest notice. */
    private JsonNode record() {
        var file = new ByteArrayOutputStream();
        office.bean(NoticeFile.class)
                .write(
                        office.bean(NoticeBoard.class)
                                .newest(trustCenter, null, 1)
                                .getFirst()
                                .notice(),
                        file);
        return FactCodec.mapper().readTree(file.toByteArray());
    }

    @Test
    void onlyWhatWasAskedForIsToldAndOnlyWhatCameAfterTheProof() {
        change(told("Every hour."), "Before");
        proved("answers:gdpr");
        change(told("Every hour.").replace("That it works.", "That it holds."), "Something else");
        change(told("Every minute.").replace("That it works.", "That it holds."), "After");

        assertThat(told(1).getFirst().body()).contains("After").doesNotContain("Before", "Something else");
    }

    @Test
    void whatIsNotTakenIsMadeAgainUnderTheSameIdAndWhatCameAfterItWaits() {
        var made = proved("answers");
        takes(500);
        change(told("Every hour."), "First");
        told(1);
        change(told("Every minute."), "Second");
        settled();
        assertThat(get(made).body()).contains("2 calls wait.", "did not take it: it answered with status 500");

        clock.move(Duration.ofSeconds(10));
        look();
        told(2);
        settled();
        takes(204);
        clock.move(Duration.ofMinutes(10));
        look();

        var got = told(4);
        assertThat(got.get(1).header("webhook-id")).isEqualTo(got.get(0).header("webhook-id"));
        assertThat(got.get(2).header("webhook-id")).isEqualTo(got.get(0).header("webhook-id"));
        assertThat(got.get(2).header("webhook-timestamp"))
                .isNotEqualTo(got.get(0).header("webhook-timestamp"));
        assertThat(got.get(2).body()).isEqualTo(got.get(0).body()).contains("First");
        assertThat(got.get(3).body()).contains("Second").doesNotContain("First");
    }

    @Test
    void anEndpointThatFailsHoldsUpNoOther() throws IOException {
        try (var other = Receiver.start()) {
            proved("answers");
            other.answers(answering(204));
            var second = register("http://127.0.0.1:%d/other".formatted(other.port()), "answers");
            act(second, "challenge");
            takes(503);

            change(told("Every hour."), "First");
            change(told("Every minute."), "Second");

            await().untilAsserted(() -> assertThat(other.got()).hasSize(3));
            assertThat(told(1)).hasSize(1);
        }
    }

    @Test
    void whatIsGivenUpIsDeadUntilSomebodyTriesItAgainAndAnEndpointThatTakesNothingIsPaused() {
        var made = calledInVain();
        var call = givenUp();

        assertThat(get(made).body()).contains("for it took nothing any more", "given up", "Tried 10 times");
        var board = office.bean(NoticeBoard.class);
        assertThat(board.countGivenUp(trustCenter)).isEqualTo(1);
        assertThat(board.dead(trustCenter, null, 10))
                .singleElement()
                .satisfies(dead -> assertThat(dead.call()).isEqualTo(call));
        takes(204);
        var webhooks = office.bean(WebhookDesk.class);
        assertThat(webhooks.tryAgain(RunningOffice.newTrustCenter(), call))
                .as("by somebody else's staff")
                .isFalse();
        assertThat(webhooks.tryAgain(trustCenter, call)).isTrue();
        assertThat(webhooks.tryAgain(trustCenter, call)).isFalse();
        settled();
        assertThat(told(RetryPolicy.MOST_ATTEMPTS)).as("it is paused").hasSize(RetryPolicy.MOST_ATTEMPTS);

        act(made, "resume");
        assertThat(told(RetryPolicy.MOST_ATTEMPTS + 1).getLast().header("webhook-id"))
                .isEqualTo(call);
        await().untilAsserted(() -> assertThat(board.countGivenUp(trustCenter)).isZero());
    }

    @Test
    void whatWasGivenUpOfAnEndpointThatHasEndedSinceIsNothingThatAnybodyHasToSeeTo() {
        var made = calledInVain();
        var call = givenUp();
        var board = office.bean(NoticeBoard.class);
        assertThat(board.countGivenUp(trustCenter)).isOne();

        act(made, "end");

        assertThat(board.countGivenUp(trustCenter)).isZero();
        assertThat(board.dead(trustCenter, null, 10))
                .as("it did not arrive all the same")
                .singleElement()
                .satisfies(dead -> {
                    assertThat(dead.call()).isEqualTo(call);
                    assertThat(dead.hasEnded()).as("nobody can try it again").isTrue();
                });
        assertThat(board.countCallsGivenUp(trustCenter)).isZero();
        assertThat(office.bean(WebhookDesk.class).tryAllAgain(trustCenter)).isZero();
        assertThat(board.newest(trustCenter, null, 1).getFirst().counts().of(State.GIVEN_UP))
                .isOne();
    }

    @Test
    void whatWasGivenUpIsTriedAgainAllAtOnceHoweverMuchThatIs() {
        var made = calledInVain();
        act(made, "pause");
        clock.move(Duration.ofHours(1));
        var jdbc = office.jdbc();
        // As if as many notices had come to nothing.
        jdbc.update("""
                insert into notice (id, trust_center, kind, after_position, through, subject, topics, made_at)
                select md5(n.id || each), trust_center, kind, after_position, through, subject, topics, made_at
                from notice n, generate_series(1, 2_499) as each where trust_center = ?""", trustCenter.value());
        jdbc.update("""
                insert into webhook_call (id, webhook, notice, position, made_at)
                select md5(c.id || each), webhook, md5(notice || each), position, made_at
                from webhook_call c, generate_series(1, 2_499) as each where webhook = ?""", id(made));
        jdbc.update("""
                insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at, call)
                select md5(notice || each), recipient, trust_center, audience, topics, after_position, due_at,
                  md5(call || each)
                from delivery, generate_series(1, 2_499) as each where recipient = ?""", id(made));
        jdbc.update("update webhook_call set given_up_at = made_at where webhook = ?", id(made));
        jdbc.update("update delivery set given_up_at = due_at where recipient = ?", id(made));
        var board = office.bean(NoticeBoard.class);
        assertThat(board.countCallsGivenUp(trustCenter)).isEqualTo(2_500);
        var webhooks = office.bean(WebhookDesk.class);
        assertThat(webhooks.tryAllAgain(RunningOffice.newTrustCenter()))
                .as("by somebody else's staff")
                .isZero();
        var before = writes();

        assertThat(webhooks.tryAllAgain(trustCenter)).isEqualTo(2_500);

        assertThat(writes() - before).as("transactions, those of others too").isLessThan(200);
        assertThat(board.countCallsGivenUp(trustCenter)).isZero();
        assertThat(board.countGivenUp(trustCenter)).isZero();
        assertThat(get(made).body()).contains("2,500 calls wait.");
        assertThat(webhooks.tryAllAgain(trustCenter)).isZero();
        assertThat(told(1)).as("it is paused").hasSize(1);
        act(made, "end");
    }

    /** How many transactions have written anything, in all of the server. */
    private long writes() {
        return Objects.requireNonNull(
                office.jdbc().queryForObject("select pg_current_xact_id()::text::bigint", Long.class));
    }

    @Test
    void whatIsPausedWaitsAndGoesOnWhereItStopped() {
        var made = proved("answers");
        change(told("Every hour."), "First");
        told(1);
        act(made, "pause");
        change(told("Every minute."), "Second");
        change(told("Every second."), "Third");
        look();
        settled();
        assertThat(get(made).body()).contains("Paused by its link", "2 calls wait.");
        assertThat(told(1)).hasSize(1);

        act(made, "resume");

        var got = told(3);
        assertThat(got.get(1).body()).contains("Second");
        assertThat(got.get(2).body()).contains("Third");
    }

    @Test
    void whoAnswersThatItIsGoneIsForgotten() {
        var made = proved("answers");
        var id = id(made);
        takes(410);
        change(told("Every hour."), "First");
        told(1);
        await().untilAsserted(() -> assertThat(keysOf(id)).isZero());

        assertThat(get(made).body()).contains("for it answered with status 410").doesNotContain("127.0.0.1");
        change(told("Every minute."), "Second");
        look();
        settled();
        assertThat(told(1)).hasSize(1);
        var board = office.bean(NoticeBoard.class);
        assertThat(board.newest(trustCenter, null, 10))
                .singleElement()
                .satisfies(told -> assertThat(board.deliveries(told.notice(), State.NOT_SENT, "", 10)
                                .getFirst()
                                .notSentWhy())
                        .isEqualTo("gone"));
        assertThat(office.bean(Ledger.class).history(trustCenter, "people", id))
                .containsExactly(new PersonErased(PersonErased.Because.GONE));
    }

    @Test
    void whatStaffEndedIsNotSaidToHaveLeft() {
        var made = calledInVain();
        var id = id(made);

        assertThat(office.bean(WebhookDesk.class).endForStaff(trustCenter, new PersonId(id), "ada", "ended"))
                .isTrue();

        assertThat(record().at("/deliveries/0/notSentWhy").asString()).isEqualTo("ended");
        assertThat(office.bean(Ledger.class).history(trustCenter, "people", id))
                .containsExactly(new PersonErased(PersonErased.Because.ENDED));
    }

    @Test
    void whoseKeyIsMissingWasForgottenBeforeAndIsNotSaidToHaveEndedItNow() throws IOException {
        try (var other = Receiver.start()) {
            other.answers(answering(204));
            var made = proved("answers");
            var id = id(made);
            act(register("http://127.0.0.1:%d/other".formatted(other.port()), "answers"), "challenge");
            keys.jdbc().update("delete from person_key where person = ?", id);

            change(told("Every hour."), "First");
            await().untilAsserted(() -> assertThat(other.got()).hasSize(2));

            await().untilAsserted(() -> assertThat(office.bean(Ledger.class).history(trustCenter, "people", id))
                    .containsExactly(new PersonErased(PersonErased.Because.KEY_MISSING)));
            assertThat(office.jdbc().queryForMap("select * from webhook where id = ?", id))
                    .containsEntry("known", null)
                    .containsEntry("ended_because", "key-missing");
            var board = office.bean(NoticeBoard.class);
            assertThat(board.deliveries(
                            board.newest(trustCenter, null, 1).getFirst().notice(), State.NOT_SENT, "", 10))
                    .as("as of a reader: it is not known who forgot them")
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.notSentWhy()).isEqualTo("left"));
            assertThat(get(made).body())
                    .contains("Ended", "restored from a backup")
                    .doesNotContain("127.0.0.1");
        }
    }

    @Test
    void whereAnotherStoreOfKeysIsConnectedNobodyIsSaidToHaveLeftAndWhatTheyAreToldWaits() throws IOException {
        try (var other = Receiver.start()) {
            other.answers(answering(204));
            var made = proved("answers");
            act(register("http://127.0.0.1:%d/other".formatted(other.port()), "answers"), "challenge");
            var stored = keys.jdbc().queryForList("select person, wrapped from person_key");
            keys.jdbc().update("delete from person_key");

            change(told("Every hour."), "First");
            settled();

            assertThat(office.bean(Ledger.class).history(trustCenter, "people", id(made)))
                    .isEmpty();
            var board = office.bean(NoticeBoard.class);
            var notice = board.newest(trustCenter, null, 1).getFirst();
            assertThat(notice.counts().of(State.WAITING)).isEqualTo(2);
            stored.forEach(key -> keys.jdbc()
                    .update(
                            "insert into person_key (person, wrapped) values (?, ?)",
                            key.get("person"),
                            key.get("wrapped")));
            clock.move(Duration.ofMinutes(10));
            look();
            assertThat(told(1).getFirst().body()).contains("First");
            await().untilAsserted(() -> assertThat(other.got()).hasSize(2));
        }
    }

    @Test
    void whoEndsItIsForgottenAndNeitherStoreOpensTheAddressAgain() {
        var made = calledInVain();
        var id = id(made);

        assertThat(act(made, "end").statusCode()).isEqualTo(303);

        await().untilAsserted(() -> assertThat(keysOf(id)).isZero());
        takes(204);
        clock.move(Duration.ofHours(1));
        change(told("Every minute."), "Second");
        look();
        settled();
        assertThat(told(1)).hasSize(1);
        assertThat(office.jdbc().queryForMap("select * from webhook where id = ?", id))
                .containsEntry("known", null)
                .containsEntry("ended_because", "left");
        assertThat(office.bean(Ledger.class).history(trustCenter, "people", id))
                .containsExactly(new PersonErased(PersonErased.Because.LEFT));
        assertThat(get(made).body()).contains("Ended");
        var late = act(made, "resume");
        assertThat(late.statusCode()).as("a page that was read before").isEqualTo(409);
        assertThat(late.body()).contains("Ended");
        assertThat(act(made, "end").statusCode()).as("sent twice").isEqualTo(303);
    }

    @Test
    void whatWasToldIsToldAgainFromAPositionOnInOrderUnderTheSameIds() {
        var made = proved("answers");
        for (var often : List.of("Every hour.", "Every minute.", "Every second.")) {
            change(told(often), often);
        }
        var first = told(3);
        settled();
        var position = event(first.getFirst()).path("data").path("through").asLong();

        assertThat(act(made, "replay&after=soon").statusCode()).isEqualTo(422);
        act(made, "replay&after=" + position);
        var second = told(5);
        settled();
        assertThat(ids(second.subList(3, 5))).isEqualTo(ids(first.subList(1, 3)));

        act(made, "replay&after=0");
        var third = told(8);
        assertThat(ids(third.subList(5, 8))).isEqualTo(ids(first));
        assertThat(office.bean(NoticeBoard.class).newest(trustCenter, null, 10))
                .allSatisfy(told -> assertThat(told.counts().of(State.ACCEPTED)).isEqualTo(1));
    }

    @Test
    void whatWasTakenStaysOnRecordWhateverIsToldAgain() {
        var made = proved("answers");
        change(told("Every hour.").replace("That it works.", "That it holds."), "Both");
        var first = told(1).getFirst();
        settled();
        var call = String.valueOf(first.header("webhook-id"));
        var taken = office.jdbc().queryForMap("select accepted_at, data_sha256 from delivery where call = ?", call);
        assertThat(taken)
                .containsEntry("data_sha256", sha256(event(first).path("data").toString()));
        change(
                told("Every hour.")
                        .replace("That it works.", "That it holds.")
                        .replace("{id: backup,", "{id: backup, access: internal,"),
                "Nobody is to know");
        settled();

        clock.move(Duration.ofSeconds(1));
        takes(500);
        act(made, "replay&after=0");
        var again = told(2).get(1);
        settled();

        assertThat(again.header("webhook-id")).isEqualTo(call);
        assertThat(event(again).path("data")).isNotEqualTo(event(first).path("data"));
        assertThat(get(made).body()).contains("Taken first", "it is told again", "waits");
        assertThat(office.jdbc().queryForMap("select accepted_at, data_sha256 from delivery where call = ?", call))
                .isEqualTo(taken);
        assertThat(office.jdbc()
                        .queryForList(
                                "select data_sha256 from webhook_attempt where call = ? order by number",
                                String.class,
                                call))
                .containsExactly(
                        sha256(event(first).path("data").toString()),
                        sha256(event(again).path("data").toString()));
        var board = office.bean(NoticeBoard.class);
        var notice = board.newest(trustCenter, null, 10).getLast().notice();
        assertThat(board.data(notice, 0, 20)).hasSize(2);

        act(made, "end");
        assertThat(office.jdbc().queryForMap("select taken_at, dropped_at from webhook_call where id = ?", call))
                .containsEntry("dropped_at", null)
                .containsEntry("taken_at", taken.get("accepted_at"));
        assertThat(board.newest(trustCenter, null, 10).getLast().counts().of(State.ACCEPTED))
                .isEqualTo(1);
    }

    @Test
    void whatWasTakenWhileTheEndpointEndedIsNotRecordedAsNotSent() throws Exception {
        var asked = new CountDownLatch(1);
        var mayAnswer = new CountDownLatch(1);
        var made = proved("answers");
        var id = id(made);
        receiver.answers(_ -> {
            asked.countDown();
            hold(mayAnswer);
            return new Receiver.Said(204, Map.of(), "");
        });
        change(told("Every hour."), "First");
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(act(made, "end").statusCode()).isEqualTo(303);
        mayAnswer.countDown();

        var board = office.bean(NoticeBoard.class);
        await().untilAsserted(() -> assertThat(
                        board.newest(trustCenter, null, 10).getFirst().counts().of(State.ACCEPTED))
                .isEqualTo(1));
        assertThat(office.jdbc().queryForMap("select taken_at, dropped_at from webhook_call where webhook = ?", id))
                .containsEntry("dropped_at", null)
                .doesNotContainEntry("taken_at", null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofACallThatMayHaveArrivedNothingSaysThatItWasNotSent(boolean hangsUp) {
        var made = proved("answers");
        receiver.answers(_ -> {
            if (hangsUp) {
                throw new IllegalStateException("It has read it, and does not answer");
            }
            return new Receiver.Said(500, Map.of(), "");
        });
        change(told("Every hour."), "More often");
        told(1);
        settled();

        assertThat(act(made, "end").statusCode()).isEqualTo(303);

        var board = office.bean(NoticeBoard.class);
        var notice = board.newest(trustCenter, null, 1).getFirst().notice();
        await().untilAsserted(() -> assertThat(board.deliveries(notice, State.NOT_SENT, "", 10))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.notSentWhy()).isEqualTo("left");
                    assertThat(delivery.perhapsSent()).isEqualTo(hangsUp);
                }));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasMadeAgainAfterNothingWasHeardOfItMayHaveArrivedTwice(boolean hangsUp) {
        proved("answers");
        receiver.answers(_ -> {
            if (hangsUp) {
                throw new IllegalStateException("It has read it, and does not answer");
            }
            return new Receiver.Said(500, Map.of(), "");
        });
        change(told("Every hour."), "More often");
        told(1);
        settled();
        assertThat(record().at("/deliveries/0/perhapsTwice").asBoolean())
                .as("it was made once")
                .isFalse();

        takes(503);
        clock.move(Duration.ofSeconds(10));
        look();
        told(2);
        settled();
        assertThat(record().at("/deliveries/0/perhapsTwice").asBoolean())
                .as("what was refused has not arrived")
                .isFalse();

        takes(204);
        clock.move(Duration.ofMinutes(10));
        look();
        told(3);
        settled();
        assertThat(record().at("/deliveries/0/perhapsTwice").asBoolean()).isEqualTo(hangsUp);
        assertThat(record().at("/deliveries/0/acceptedAt").isNull()).isFalse();
    }

    @Test
    void whatWasRefusedWhileTheEndpointEndedIsRecordedAsNotSentAndNothingElse() throws Exception {
        var asked = new CountDownLatch(1);
        var mayAnswer = new CountDownLatch(1);
        var made = proved("answers");
        receiver.answers(_ -> {
            asked.countDown();
            hold(mayAnswer);
            return new Receiver.Said(503, Map.of(), "");
        });
        change(told("Every hour."), "First");
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(act(made, "end").statusCode()).isEqualTo(303);
        assertThat(ofTheNewest().perhapsSent()).as("while it is under way").isTrue();
        mayAnswer.countDown();

        await().untilAsserted(() -> assertThat(ofTheNewest()).satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(State.NOT_SENT);
            assertThat(delivery.perhapsSent()).isFalse();
        }));
    }

    /** The one delivery of the newest notice. */
    private NoticeBoard.Delivery ofTheNewest() {
        var board = office.bean(NoticeBoard.class);
        return board.deliveries(board.newest(trustCenter, null, 1).getFirst().notice(), null, "", 1)
                .getFirst();
    }

    @Test
    void thatTheOfficeWasBusyIsNoAttempt() {
        var made = proved("answers");
        busy.set(true);
        change(told("Every hour."), "First");
        settled();
        clock.move(Duration.ofSeconds(20));
        look();
        settled();
        assertThat(ofTheNewest().attempts()).isZero();
        assertThat(get(made).body())
                .contains("Enough other calls were under way")
                .doesNotContain("Tried");

        busy.set(false);
        clock.move(Duration.ofSeconds(20));
        look();
        told(1);
        settled();

        assertThat(ofTheNewest().attempts()).isEqualTo(1);
        assertThat(get(made).body()).contains("Tried once");
    }

    @Test
    void anEndpointThatFailsIsNotCalledBeforeItsTimeWhateverIsAskedUnlessItWasPausedForThatAndIsResumed() {
        var made = proved("answers");
        change(told("Every hour."), "First");
        told(1);
        settled();
        takes(500);
        change(told("Every minute."), "Second");
        told(2);
        settled();
        clock.move(Duration.ofSeconds(10));
        look();
        told(3);
        settled();

        // Not before five minutes have passed.
        act(made, "replay&after=0");
        act(made, "pause");
        act(made, "resume");
        look();
        settled();
        assertThat(told(3)).hasSize(3);
        act(made, "test");
        look();
        settled();
        assertThat(told(3)).hasSize(3);
        takes(204);
        act(made, "test");
        look();
        settled();
        assertThat(told(3)).as("that it takes a test uses up no attempt").hasSize(3);

        office.jdbc().update("update webhook set paused_at = now(), paused_because = 'failing' where id = ?", id(made));
        act(made, "resume");
        var got = told(5);
        assertThat(got.get(3).body()).contains("First");
        assertThat(got.get(4).body()).contains("Second");
    }

    @Test
    void howeverManyEndpointsOfOneTrustCenterAreSlowThoseOfAnotherGetAPlace() {
        var other = RunningOffice.newTrustCenter();
        var jdbc = office.jdbc();
        var now = clock.instant();
        office.bean(TransactionOperations.class).executeWithoutResult(status -> {
            var digits = HexFormat.of();
            for (int i = 0; i <= 30; i++) {
                jdbc.update(
                        """
                        insert into webhook (id, trust_center, link_mark, known, topics, reminders, registered_at, proved_at,
                          told_from, due_at)
                        values (?, ?, ?, '', '{}', false, ?, ?, 0, ?)""",
                        digits.toHexDigits(i).repeat(4),
                        i == 30 ? other.value() : trustCenter.value(),
                        digits.toHexDigits(i).repeat(8),
                        now.atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC),
                        now.minusSeconds(60 - i).atOffset(ZoneOffset.UTC));
            }
            var webhooks = office.bean(Webhooks.class);
            assertThat(webhooks.holdDue(now, now.plusSeconds(60), 4, 24))
                    .extracting(org.trustledger.command.webhooks.Webhook::trustCenter)
                    .contains(other);
            assertThat(webhooks.holdDue(now, now.plusSeconds(60), 40, 24)).hasSize(21);
            assertThat(webhooks.holdDue(now, now.plusSeconds(60), 40, 24)).isEmpty();
            status.setRollbackOnly();
        });
    }

    @Test
    void whatWasRestrictedSinceItWasToldIsToldNoMore() {
        var made = proved("answers");
        takes(500);
        change(told("Behind the red door."), "A door");
        told(1);
        settled();
        change(
                told("Behind the red door.").replace("{id: backup,", "{id: backup, access: internal,"),
                "Nobody is to know");
        takes(204);
        clock.move(Duration.ofMinutes(10));
        look();
        settled();
        act(made, "replay&after=0");
        settled();

        await().untilAsserted(() -> assertThat(get(made).body()).contains("Nothing waits."));
        assertThat(receiver.got().stream().filter(got -> got.body().contains("red door")))
                .hasSize(1);
    }

    @Test
    void anotherSecretSignsAtOnceAndTheOldOneForADay() {
        var made = proved("answers");
        var renewed = act(made, "secret");
        assertThat(renewed.headers().firstValue("Cache-Control")).contains("no-store");
        var fresh = found(renewed, "(whsec_[^<]+)<");
        assertThat(fresh).isNotEqualTo(made.secret());

        change(told("Every hour."), "First");
        var both = told(1).getFirst();
        assertThat(signatures(both)).containsExactly(signature(both, fresh), signature(both, made.secret()));
        clock.move(Duration.ofHours(23));
        var freshest = found(act(made, "secret"), "(whsec_[^<]+)<");
        change(told("Every minute."), "Second");
        var all = told(2).getLast();
        assertThat(signatures(all))
                .containsExactly(signature(all, freshest), signature(all, fresh), signature(all, made.secret()));
        clock.move(Duration.ofHours(2));
        change(told("Every second."), "Third");
        var two = told(3).getLast();
        assertThat(signatures(two)).containsExactly(signature(two, freshest), signature(two, fresh));

        var third = found(act(made, "secret"), "(whsec_[^<]+)<");
        var fourth = found(act(made, "secret"), "(whsec_[^<]+)<");
        var fifth = found(act(made, "secret"), "(whsec_[^<]+)<");
        var sixth = act(made, "secret");
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.body()).contains("five secrets already");
        change(told("Every hour."), "Fourth");
        var five = told(4).getLast();
        assertThat(signatures(five))
                .isEqualTo(Stream.of(fifth, fourth, third, freshest, fresh)
                        .map(secret -> signature(five, secret))
                        .toList());
        clock.move(Duration.ofHours(25));
        change(told("Every minute."), "Fifth");
        var one = told(5).getLast();
        assertThat(signatures(one)).containsExactly(signature(one, fifth));
    }

    @Test
    void whatWasSealedWithOneFormerSecretIsReadStill() {
        var former = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
        var sealed = "{\"address\":\"a\",\"salt\":\"s\",\"secret\":\"%s\",\"former\":%s}";
        var one = "{\"secret\":\"%s\",\"until\":\"2026-11-24T11:00:00Z\"}".formatted(former);
        var then = Instant.parse("2026-11-24T10:00:00Z");
        assertThat(FactCodec.mapper()
                        .readValue(sealed.formatted(former, one), WebhookKnown.class)
                        .secrets(then))
                .hasSize(2);
        assertThat(FactCodec.mapper()
                        .readValue(sealed.formatted(former, "null"), WebhookKnown.class)
                        .secrets(then))
                .hasSize(1);
    }

    @Test
    void aTestIsAnEventThatSaysNothingAndWhatCameOfItIsShown() {
        var made = proved("answers");
        takes(418);
        assertThat(act(made, "test").statusCode()).isEqualTo(303);

        var got = receiver.got().getLast();
        assertThat(type(got)).isEqualTo(Trials.TEST);
        assertThat(signatures(got)).containsExactly(signature(got, made.secret()));
        assertThat(get(made).body()).contains("Tested", "it answered with status 418");
    }

    @Test
    void anAddressInsideIsNeverCalledHoweverItIsNamed() {
        for (var inside : List.of("https://192.168.1.1/", "https://[::1]/", "https://169.254.169.254/latest")) {
            var answer = post("/webhooks", "topic=answers&address=" + encoded(inside));
            assertThat(answer.statusCode()).as(inside).isEqualTo(422);
            assertThat(answer.body()).contains("not on the public internet", "aria-invalid=\"true\"");
        }
        var made = register("https://localhost:%d/".formatted(receiver.port()), "answers");
        act(made, "challenge");
        assertThat(get(made).body()).contains("has no address on the public internet");
        assertThat(receiver.got()).isEmpty();
    }

    @Test
    void strangersHaveOnlySoManyCallsMade() {
        receiver.answers(_ -> new Receiver.Said(404, Map.of(), ""));
        var made = IntStream.range(0, 5)
                .mapToObj(each -> register(address() + each, "answers"))
                .toList();
        for (int i = 0; i < Trials.MOST_OF_HOST; i++) {
            assertThat(act(made.get(i % 4), "challenge").statusCode()).isEqualTo(303);
        }
        var tooMany = act(made.getLast(), "challenge");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.body()).contains("Enough endpoints at that host");
        assertThat(receiver.got()).hasSize(Trials.MOST_OF_HOST);

        act(made.getFirst(), "end");
        for (int i = made.size(); i < 30; i++) {
            register(address() + i, "answers");
        }
        var oneMore = post("/webhooks", "topic=answers&address=" + encoded(address()));
        assertThat(oneMore.statusCode()).isEqualTo(429);
        assertThat(oneMore.body()).contains("Enough endpoints were registered");

        var theirs = trustCenter;
        trustCenter = RunningOffice.newTrustCenter();
        change(Documents.BEGINNING + CONTENT, "Beginning");
        takes(204);
        proved("answers");
        trustCenter = theirs;
        clock.move(Duration.ofHours(1).plusSeconds(1));
        proved("answers");
        proved("answers");
        var full = post("/webhooks", "topic=answers&address=" + encoded(address()));
        assertThat(full.statusCode()).isEqualTo(429);
        assertThat(full.body()).contains("as many endpoints as it can");
    }

    @Test
    void oneClientUsesUpItsOwnHourAndNobodyElses() {
        var settings = keys.and(
                "trust-ledger.subscriptions.site=" + SITE,
                "trust-ledger.webhooks.allowed-hosts=127.0.0.1",
                "trust-ledger.webhooks.per-client-per-hour=2");
        try (var other = RunningOffice.beside(office, clock, settings)) {
            var form = "topic=answers&address=" + encoded(address());
            assertThat(post(other, "/webhooks", form, "192.0.2.1").statusCode()).isEqualTo(201);
            assertThat(post(other, "/webhooks", form, "192.0.2.1").statusCode()).isEqualTo(201);
            var third = post(other, "/webhooks", form, "192.0.2.1");
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.body()).contains("From where you are enough endpoints were registered");
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            assertThat(post(other, "/webhooks", form, "192.0.2.2").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void whatIsDoneOftenWithOneEndpointIsDoneNoMoreForTheHourWithThatOneAlone() {
        var made = proved("answers");
        for (int i = 0; i < Asked.TEST.mostAnHour(); i++) {
            assertThat(act(made, "test").statusCode()).isEqualTo(303);
        }
        var tooMany = act(made, "test");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.body()).contains("often enough for this endpoint");
        for (int i = 0; i < Asked.RESUME.mostAnHour(); i++) {
            act(made, "pause");
            assertThat(act(made, "resume").statusCode()).isEqualTo(303);
        }
        act(made, "pause");
        assertThat(act(made, "resume").statusCode()).isEqualTo(429);

        var other = register(address() + "2", "answers");
        assertThat(act(other, "challenge").statusCode()).isEqualTo(303);
        assertThat(act(other, "test").statusCode()).isEqualTo(303);
    }

    @Test
    void ofTwoThatAnswerAtOnceOnlyAsManyAreToldAsThereIsRoomFor() {
        proved("answers");
        var second = register(address() + "2", "answers");
        var third = register(address() + "3", "answers");
        var desk = office.bean(WebhookDesk.class);
        for (var made : List.of(second, third)) {
            desk.challenged(
                    new PersonId(id(made)),
                    desk.endpoint(desk.find(trustCenter, new LinkSecret(made.link())))
                            .orElseThrow(),
                    clock.instant(),
                    new Ownership.Shown(),
                    "at-once");
        }
        assertThat(get(second).body()).contains("Is called about changes");
        assertThat(get(third).body()).contains("Waits for its proof");
    }

    @Test
    void ofAnEndpointThatNobodyHasProvedNothingIsPutOnRecord() {
        var kept = kept();
        var made = register(address(), "answers");
        act(made, "change&version=1&topic=packs");
        act(made, "secret");
        act(made, "end");
        var other = register(address(), "answers");
        clock.move(Duration.ofDays(2).plusSeconds(1));
        office.bean(WhenNobodyProvesAnEndpointForgetIt.class).react();

        assertThat(kept()).isEqualTo(kept);
        assertThat(get(made).statusCode()).isEqualTo(404);
        assertThat(get(other).statusCode()).isEqualTo(404);
    }

    private long kept() {
        return Objects.requireNonNull(office.jdbc()
                .queryForObject(
                        "select count(*) from domain_event where aggregate_identifier like ?",
                        Long.class,
                        trustCenter + "/%"));
    }

    @Test
    void whoNeverProvesAnEndpointIsForgotten() {
        var made = register(address(), "answers");
        var id = id(made);
        clock.move(Duration.ofDays(2).plusSeconds(1));
        office.bean(WhenNobodyProvesAnEndpointForgetIt.class).react();

        await().untilAsserted(() -> assertThat(keysOf(id)).isZero());
        assertThat(get(made).statusCode()).isEqualTo(404);
        assertThat(office.jdbc().queryForList("select id from webhook where id = ?", id))
                .isEmpty();
    }

    @Test
    void choicesAreChangedByTheLinkAndAStaleFormOverwritesNothing() {
        var made = proved("answers");
        assertThat(act(made, "change&version=1&topic=packs").statusCode()).isEqualTo(303);
        var stale = act(made, "change&version=1&topic=agreements&reminders=yes");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body())
                .contains(
                        "Your choices were changed meanwhile",
                        "value=\"agreements\" checked",
                        "name=\"version\" value=\"2\"")
                .doesNotContain("value=\"packs\" checked");
        assertThat(Jsoup.parse(stale.body()).select("[autofocus][tabindex=-1][aria-labelledby=meanwhile]"))
                .as("what is read out first")
                .hasSize(1);
        assertThat(act(made, "change&version=1&topic=packs").statusCode())
                .as("sent twice")
                .isEqualTo(303);
        assertThat(act(made, "challenge").statusCode()).as("proved already").isEqualTo(303);
        assertThat(receiver.got()).hasSize(1);
        assertThat(act(made, "fly").statusCode()).isEqualTo(422);
        assertThat(act(made, "change&version=2&topic=everything").statusCode()).isEqualTo(422);
        change(told("Every hour."), "Nobody asks");
        look();
        settled();
        assertThat(told(0)).isEmpty();
    }

    @Test
    void aTestOfAnEndpointThatNobodyHasProvedIsAnsweredWithHowItStands() {
        var made = register(address(), "answers");
        var early = act(made, "test");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("Waits for its proof");
        assertThat(receiver.got()).isEmpty();
    }

    @Test
    void whatIsWrongInAFormIsSummedUpBeforeItWithLinksToTheFields() {
        var answer = post("/webhooks", "address=nowhere");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("role=\"alert\"", "href=\"#topics\"", "id=\"topics\"");
        assertThat(post("/webhooks", "topic=answers&address=nowhere").body())
                .contains("role=\"alert\"", "href=\"#address\"", "id=\"address\"");
        var made = proved("answers");
        assertThat(act(made, "replay&after=soon").body())
                .contains("role=\"alert\"", "href=\"#after\"", "id=\"after\"")
                .as("what was typed is still there")
                .contains("value=\"soon\"");
        assertThat(act(made, "change&version=1").body()).contains("href=\"#topics\"");
    }

    @Test
    void whatIsNoFormIsAnsweredWithAPageThatSaysSo() throws IOException {
        var multipart =
                office.exchange(office.request(office.reception("/reception/%s/webhooks".formatted(trustCenter)), null)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString(
                                "--b\r\nContent-Disposition: form-data; name=\"topic\"\r\n\r\nanswers\r\n--b--\r\n")));
        assertThat(multipart.statusCode()).isEqualTo(415);
        assertThat(multipart.body()).contains("This cannot be taken");
        var undecodable = post("/webhooks", "topic=answers&address=%zz");
        assertThat(undecodable.statusCode()).isEqualTo(400);
        assertThat(undecodable.body()).contains("This cannot be taken");
        var torn =
                office.exchange(office.request(office.reception("/reception/%s/webhooks".formatted(trustCenter)), null)
                        .header("Content-Type", "multipart/form-data")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString("--")));
        assertThat(torn.statusCode()).isEqualTo(415);
        assertThat(post("/webhooks", "topic=" + "a".repeat(17 * 1024)).statusCode())
                .isEqualTo(413);
        assertThat(torn()).contains(" 400 ", "This cannot be taken");
    }

    /** What is answered to whoever sends a body that cannot be read to its end. */
    private String torn() throws IOException {
        var address = office.reception("/reception/%s/webhooks".formatted(trustCenter));
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write("""
                            POST %s HTTP/1.1\r
                            Host: localhost\r
                            Accept: text/html\r
                            Content-Type: application/x-www-form-urlencoded\r
                            Transfer-Encoding: chunked\r
                            Connection: close\r
                            \r
                            so many\r
                            """.formatted(address.getPath()).getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whoseHostIsAllowedNoMoreCanStillEndTheirEndpoint() {
        var made = proved("answers");
        var settings = keys.and("trust-ledger.subscriptions.site=" + SITE);
        try (var stricter = RunningOffice.beside(office, clock, settings)) {
            var page = stricter.exchange(
                    stricter.page(stricter.reception("/reception/%s/webhooks/%s".formatted(trustCenter, made.link()))));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("cannot be called any more", "value=\"end\"");
            assertThat(post(stricter, "/webhooks/" + made.link(), "do=test", "192.0.2.100")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(post(stricter, "/webhooks/" + made.link(), "do=end", "192.0.2.100")
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(get(made).body()).contains("Ended");
    }

    @Test
    void whereNobodyIsToldAnyMoreAnEndpointIsStillManagedAndEndedByItsLink() {
        var made = proved("answers");
        var settings = keys.and("trust-ledger.webhooks.allowed-hosts=127.0.0.1");
        try (var closed = RunningOffice.beside(office, clock, settings)) {
            var page = closed.exchange(closed.request(
                            closed.reception("/reception/%s/webhooks/%s".formatted(trustCenter, made.link())), null)
                    .header("Accept", "text/html")
                    .GET());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("No program is called from here at present", "value=\"end\"");
            assertThat(post(closed, "/webhooks/" + made.link(), "do=change&version=1&topic=packs", "192.0.2.100")
                            .statusCode())
                    .isEqualTo(303);
            assertThat(post(closed, "/webhooks", "topic=answers&address=" + encoded(address()), "192.0.2.100")
                            .statusCode())
                    .as("nobody registers another one")
                    .isEqualTo(404);
            assertThat(post(closed, "/webhooks/" + made.link(), "do=end", "192.0.2.100")
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(get(made).body()).contains("Ended");
    }

    @Test
    void whereNobodyIsToldAnyMoreNothingIsSentForATestOrAChallengeEither() {
        var made = proved("answers");
        var unproved = register(address(), "answers");
        var got = receiver.got().size();
        var settings = keys.and("trust-ledger.webhooks.allowed-hosts=127.0.0.1");
        try (var closed = RunningOffice.beside(office, clock, settings)) {
            for (var form : List.of("/webhooks/%s do=test", "/webhooks/%s do=challenge")) {
                var of = form.endsWith("test") ? made : unproved;
                var parts = form.formatted(of.link()).split(" ");
                var answer = post(closed, parts[0], parts[1], "192.0.2.100");
                assertThat(answer.statusCode()).as(form).isEqualTo(404);
                assertThat(answer.body()).as(form).contains("Nobody is told");
                var page = closed.exchange(
                        closed.page(closed.reception("/reception/%s%s".formatted(trustCenter, parts[0]))));
                assertThat(page.body())
                        .as("nor is it offered")
                        .contains("No program is called from here at present")
                        .doesNotContain("value=\"test\"", "value=\"challenge\"");
            }
        }
        assertThat(receiver.got()).hasSize(got);
    }

    @Test
    void whereNoStoreOfKeysIsConfiguredAnyMoreAnEndpointIsManagedAndEndedByItsLinkAsFarAsThatNeedsNoKey() {
        var made = calledInVain();
        var path = "/webhooks/" + made.link();
        try (var keyless = RunningOffice.beside(office, clock, "trust-ledger.subscriptions.site=" + SITE)) {
            var page =
                    keyless.exchange(keyless.page(keyless.reception("/reception/%s%s".formatted(trustCenter, path))));
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.body())
                    .contains("Is called about changes", "1 call waits.", "Tried once")
                    .contains("No program is called from here at present", "value=\"end\"")
                    .doesNotContain("cannot be called any more", "127.0.0.1", "id=\"salt\"", "value=\"secret\"");
            for (var form : List.of(
                    "do=change&version=1&topic=packs", "do=pause", "do=resume", "do=replay&after=0", "do=end")) {
                assertThat(post(keyless, path, form, "192.0.2.100").statusCode())
                        .as(form)
                        .isEqualTo(303);
            }
        }
        assertThat(get(made).body()).contains("Ended");
        assertThat(record().at("/deliveries/0/notSentWhy").asString()).isEqualTo("left");
    }

    @Test
    void whatAnEndpointIsSentHasNeitherItsLinkNorItsSecret() {
        var made = proved("answers");
        act(made, "test");
        change(told("Every hour."), "First");
        told(1);
        assertThat(receiver.got())
                .hasSize(3)
                .allSatisfy(got -> assertThat(
                                got.body() + got.target() + got.headers().entrySet())
                        .doesNotContain(made.link(), made.secret()));
    }

    @Test
    void noTableOfTheOfficeHasAnAddressInTheClear() {
        var made = proved("answers");
        change(told("Every hour."), "First");
        told(1);
        settled();
        var jdbc = office.jdbc();
        for (var table : jdbc.queryForList(
                "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
                String.class)) {
            assertThat(jdbc.queryForList("select row_to_json(t)::text from \"%s\" t".formatted(table), String.class))
                    .as(table)
                    .noneMatch(row -> row.contains("127.0.0.1:" + receiver.port())
                            || row.contains("token=mine")
                            || row.contains(made.secret())
                            || row.contains(made.link()));
        }
    }

    @Test
    void whatWasUnderWayWhenAnOfficeDiedIsMadeAgainByAnotherAndOfTwoOnlyOneMakesEachCall() throws Exception {
        var asked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var made = proved("answers");
        try (var dying = RunningOffice.beside(office, clock, settings)) {
            receiver.answers(_ -> {
                asked.countDown();
                hold(never);
                return new Receiver.Said(204, Map.of(), "");
            });
            // Only the one that dies gets to it.
            hold(made, Duration.ofHours(1));
            change(told("Every hour."), "First");
            hold(made, Duration.ZERO);
            dying.bean(WhenCallsAreDueMakeThem.class).react();
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        }
        never.countDown();
        takes(204);
        // As if it had been killed: nobody let go of the endpoint.
        hold(made, Duration.ofMinutes(3));
        look();
        assertThat(told(1)).hasSize(1);
        clock.move(Duration.ofMinutes(4));
        look();
        var got = told(2);
        settled();
        assertThat(got.getLast().header("webhook-id")).isEqualTo(got.getFirst().header("webhook-id"));
        assertThat(office.jdbc()
                        .queryForList(
                                "select outcome from webhook_attempt where call = ? order by number",
                                String.class,
                                got.getFirst().header("webhook-id")))
                .containsExactly(null, "accepted");

        try (var other = RunningOffice.beside(office, clock, settings)) {
            for (int i = 0; i < 8; i++) {
                change(told("Every %d days.".formatted(i + 2)), "Change " + i);
                other.bean(WhenCallsAreDueMakeThem.class).react();
            }
            var all = told(10);
            settled();
            assertThat(ids(all.subList(1, 10))).doesNotHaveDuplicates();
            assertThat(told(10)).hasSize(10);
            for (int i = 0; i < 8; i++) {
                assertThat(all.get(i + 2).body()).contains("Change " + i);
            }
        }
    }

    private void hold(Made made, Duration time) {
        office.jdbc()
                .update(
                        "update webhook set held_until = ? where id = ?",
                        clock.instant().plus(time).atOffset(ZoneOffset.UTC),
                        id(made));
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Made(String link, String secret) {}

    private Made register(String address, String topic) {
        var answer = post("/webhooks", "topic=%s&address=%s".formatted(topic, encoded(address)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new Made(found(answer, "id=\"link\">[^<]*/webhooks/([^<]+)<"), found(answer, "(whsec_[^<]+)<"));
    }

    /** An endpoint that was called once, about the first change, and did not take it. */
    private Made calledInVain() {
        var made = proved("answers");
        takes(500);
        change(told("Every hour."), "First");
        told(1);
        settled();
        return made;
    }

    /** What was called about once is called about until it is given up. */
    private String givenUp() {
        for (int attempt = 1; attempt < RetryPolicy.MOST_ATTEMPTS; attempt++) {
            told(attempt);
            settled();
            clock.move(Duration.ofHours(27));
            look();
        }
        var call = told(RetryPolicy.MOST_ATTEMPTS).getFirst().header("webhook-id");
        settled();
        return Objects.requireNonNull(call);
    }

    private Made proved(String topic) {
        var made = register(address(), topic);
        assertThat(act(made, "challenge").statusCode()).isEqualTo(303);
        assertThat(get(made).body()).contains("Is called about changes");
        return made;
    }

    private String address() {
        return "http://127.0.0.1:%d/in?token=mine".formatted(receiver.port());
    }

    private static String found(HttpResponse<String> page, String pattern) {
        var found = Pattern.compile(pattern).matcher(page.body());
        assertThat(found.find()).as("%s in %s", pattern, page.body()).isTrue();
        return found.group(1).replace("&#43;", "+");
    }

    private String id(Made made) {
        return office.bean(WebhookDesk.class)
                .find(trustCenter, new LinkSecret(made.link()))
                .id()
                .value();
    }

    private int keysOf(String person) {
        return Objects.requireNonNull(keys.jdbc()
                .queryForObject(
                        "select count(*) from person_key where person = ?",
                        Integer.class,
                        new PersonId(person).value()));
    }

    private void takes(int status) {
        receiver.answers(answering(status));
    }

    /** Shows that it is the caller's, and answers all else with a status. */
    private static Function<Receiver.Got, Receiver.Said> answering(int status) {
        return got -> type(got).equals(OwnershipChallenge.TYPE)
                ? new Receiver.Said(
                        200, Map.of(), event(got).path("data").path("challenge").asString())
                : new Receiver.Said(status, Map.of(), "");
    }

    /** What the receiver was told of changes, once that is so much. */
    private List<Receiver.Got> told(int atLeast) {
        return await().until(
                        () -> receiver.got().stream()
                                .filter(got -> type(got).equals(TOLD))
                                .toList(),
                        got -> got.size() >= atLeast);
    }

    /** Waits until nobody calls and nothing is due. */
    private void settled() {
        await().untilAsserted(() -> assertThat(office.jdbc()
                        .queryForObject("""
                                select count(*) from webhook where held_until is not null
                                  or (due_at <= ? and paused_at is null and ended_at is null)""", Integer.class, clock.instant().atOffset(ZoneOffset.UTC)))
                .isZero());
    }

    private void look() {
        office.bean(WhenCallsAreDueMakeThem.class).react();
    }

    private static List<String> ids(List<Receiver.Got> got) {
        return got.stream()
                .map(each -> String.valueOf(each.header("webhook-id")))
                .toList();
    }

    private static JsonNode event(Receiver.Got got) {
        return FactCodec.mapper().readTree(got.body());
    }

    private static String type(Receiver.Got got) {
        return event(got).path("type").asString();
    }

    private static List<String> signatures(Receiver.Got got) {
        return List.of(String.valueOf(got.header("webhook-signature")).split(" "));
    }

    private static String signature(Receiver.Got got, String secret) {
        try {
            return new Webhook(secret)
                    .sign(
                            String.valueOf(got.header("webhook-id")),
                            Long.parseLong(String.valueOf(got.header("webhook-timestamp"))),
                            got.body());
        } catch (WebhookSigningException | EmptyWebhookSecretException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String told(String text) {
        return Documents.BEGINNING + CONTENT.replace("Every night.", text);
    }

    /** Changes the content, and waits until whoever is to be told of it is known. */
    private void change(String document, String reason) {
        clock.move(Duration.ofSeconds(1));
        var ledger = office.bean(Ledger.class);
        var request = office.request(
                        office.office("/api/v1/trust-centers/%s/content".formatted(trustCenter)),
                        office.identity().token("pipeline", trustCenter + ":automation"))
                .header("Content-Type", "application/yaml");
        ledger.head(trustCenter)
                .ifPresent(head -> request.header("If-Match", "\"%d\"".formatted(head.contentPosition())));
        var answer = office.send(request.PUT(BodyPublishers.ofString(
                document.replaceFirst("reason: .*", "reason: {en: %s, sv: %s}".formatted(reason, reason)))));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        var position = ledger.head(trustCenter).orElseThrow().position();
        await().untilAsserted(() -> assertThat(office.jdbc()
                        .queryForList(
                                "select position from notice_reach where trust_center = ?",
                                Long.class,
                                trustCenter.value()))
                .singleElement()
                .satisfies(reached -> assertThat(reached).isGreaterThanOrEqualTo(position)));
    }

    private HttpResponse<String> act(Made made, String form) {
        return post("/webhooks/" + made.link(), "do=" + form);
    }

    private HttpResponse<String> get(Made made) {
        return office.exchange(
                office.page(office.reception("/reception/%s/webhooks/%s".formatted(trustCenter, made.link()))));
    }

    private HttpResponse<String> post(String path, String form) {
        return post(office, path, form, "192.0.2.100");
    }

    private HttpResponse<String> post(RunningOffice office, String path, String form, String client) {
        return office.exchange(office.form(office.reception("/reception/%s%s".formatted(trustCenter, path)), form)
                .header("X-Forwarded-For", client));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
