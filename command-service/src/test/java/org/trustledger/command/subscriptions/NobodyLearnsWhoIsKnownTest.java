package org.trustledger.command.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.subscriptions.OfficeThatTells.SITE;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Post;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonErased;
import org.trustledger.events.TrustCenterId;

/**
 * Whoever types an address learns from nothing whether it is known: the reply is the same to the header, and so is what
 * the office does before it is given, statement by statement.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NobodyLearnsWhoIsKnownTest {
    private static final String WISH = "topic=answers&language=en&cadence=immediate";
    private static final String OTHER_WISH = "topic=packs&language=en&cadence=daily&reminders=yes";

    private final OfficeThatTells house = new OfficeThatTells("0s");
    private final RunningOffice office = house.office();
    private final Logger statements = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    @BeforeEach
    void begin() {
        trustCenter = house.begin();
        house.change(Documents.BEGINNING + OfficeThatTells.CONTENT);
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void theReplyAndTheWorkAreTheSameWhateverIsKnownOfAnAddress() {
        known();
        house.clock().move(Duration.ofDays(1).plusSeconds(1));
        var inTime = came("unknown", "waiting", "confirmed", "left", "paused", "stopped", "keyless", "keyless-waiting");
        // The letter of the day is written to all but one of them by now.
        var again = came("unknown", "waiting", "confirmed", "left", "paused", "stopped", "keyless", "keyless-waiting");
        house.subscriber("confirmed-today", WISH);
        send("/subscriptions/" + house.subscriber("left-today", WISH), "do=leave");
        lose(house.subscriber("keyless-today", WISH));
        again.putAll(came("confirmed-today", "left-today", "keyless-today"));

        var first = Objects.requireNonNull(inTime.get("unknown"));
        assertThat(first.statements())
                .as("what is looked at is there at all")
                .anyMatch(each -> each.contains("insert into sign_up"))
                .anyMatch(each -> each.contains("insert into person_key"))
                .anyMatch(each -> each.contains("select from person_key"))
                .anyMatch(each -> each.contains("insert into letter"));
        assertThat(inTime).allSatisfy((who, each) -> assertThat(each).as(who).isEqualTo(first));
        assertThat(again).allSatisfy((who, each) -> assertThat(each).as(who).isEqualTo(first));
        house.letter("unknown", 1);
        house.letter("keyless", 2);
        house.letter("keyless-waiting", 2);
    }

    @Test
    void whoseKeyIsMissingSubscribesLikeAnybodyNewAndThatTheyWereForgottenIsOnRecord() {
        var desk = office.bean(SubscriptionDesk.class);
        var before = desk.find(trustCenter, house.subscriber("restored", WISH)).id();
        type("restored-waiting", WISH);
        var waiting = secret(house.letter("restored-waiting", 1));
        var unconfirmed = desk.find(trustCenter, waiting).id();
        office.bean(People.class).discard(before);
        office.bean(People.class).discard(unconfirmed);
        house.clock().move(Duration.ofDays(1).plusSeconds(1));

        type("restored", OTHER_WISH);
        type("restored-waiting", OTHER_WISH);

        var secret = secret(house.letter("restored", 2));
        send("/subscriptions/" + secret, "do=confirm&" + OTHER_WISH);
        var now = desk.find(trustCenter, secret);
        assertThat(now.id()).isNotEqualTo(before);
        assertThat(desk.known(now).orElseThrow().address()).isEqualTo(house.address("restored"));
        assertThat(now.wish().topics()).containsExactly(Topic.PACKS);
        await().untilAsserted(() -> assertThat(office.bean(Ledger.class).history(trustCenter, "people", before.value()))
                .containsExactly(new PersonErased(PersonErased.Because.KEY_MISSING)));
        assertThat(secret(house.letter("restored-waiting", 2))).isNotEqualTo(waiting);
        await().untilAsserted(() -> assertThat(office.jdbc()
                        .queryForList("select id from subscriber where id = ?", String.class, unconfirmed.value()))
                .as("of one who had not confirmed nothing is left")
                .isEmpty());
        assertThat(office.bean(Ledger.class).history(trustCenter, "people", unconfirmed.value()))
                .isEmpty();
    }

    @Test
    void whatAnAdministratorAskedForIsOnRecordAsDoneThoughTheKeyOfWhomTheyAskedForIsMissing() {
        var desk = office.bean(SubscriptionDesk.class);
        var reader = desk.find(trustCenter, house.subscriber("asks", WISH)).id();
        type("asks-waiting", WISH);
        var waiting =
                desk.find(trustCenter, secret(house.letter("asks-waiting", 1))).id();
        var erasure = office.bean(ErasureDesk.class);
        for (var each : List.of(reader, waiting)) {
            assertThat(erasure.erase(
                            trustCenter,
                            each,
                            erasure.standing(trustCenter, each).key(),
                            "ada",
                            "asked"))
                    .isEqualTo(ErasureDesk.Outcome.WAITS);
            office.bean(People.class).discard(each);
        }
        house.clock().move(Duration.ofDays(1).plusSeconds(1));

        type("asks", OTHER_WISH);
        type("asks-waiting", OTHER_WISH);

        for (var each : List.of(reader, waiting)) {
            await().untilAsserted(
                            () -> assertThat(office.bean(Ledger.class).history(trustCenter, "people", each.value()))
                                    .containsExactly(new PersonErased(PersonErased.Because.ASKED_FOR)));
            assertThat(office.jdbc().queryForList("""
                            select convert_from(meta_data, 'UTF8')::jsonb ->> 'actor' from domain_event
                            where aggregate_identifier = ?""", String.class, "%s/people/%s".formatted(trustCenter, each)))
                    .as("who asked")
                    .containsExactly("ada");
            assertThat(erasure.keep(trustCenter, each, "bea", "kept"))
                    .as("it is done, and not taken back any more")
                    .isFalse();
        }
        assertThat(erasure.asked(trustCenter))
                .as("nobody has to agree any more")
                .isEmpty();
        assertThat(office.bean(Subscribers.class).forgotten(List.of(reader)))
                .as("what waits for them says so")
                .containsExactly(reader);
        var link = secret(house.letter("asks", 2));
        assertThat(erasure.standing(trustCenter, desk.find(trustCenter, link).id())
                        .asked())
                .as("whoever has subscribed since is somebody new")
                .isNull();
    }

    @Test
    void aStoreThatHasNobodysKeySaysNothingOfAnybody() {
        var people = office.bean(People.class);
        var there = people.add();
        var gone = people.add();
        var other = people.add();
        people.discard(gone);
        people.discard(other);

        assertThat(people.isKeyGone(gone, List.of(other, there))).isTrue();
        assertThat(people.isKeyGone(there, List.of(other))).isFalse();
        assertThat(people.isKeyGone(gone, List.of(other)))
                .as("it may be another store")
                .isFalse();
        assertThat(people.isKeyGone(gone, List.of())).isTrue();
    }

    @Test
    void whatAnOfficeThatDiedPutNotOnRecordIsPutThereLater() {
        var desk = office.bean(SubscriptionDesk.class);
        var person = desk.find(trustCenter, house.subscriber("found", WISH)).id();
        office.bean(People.class).discard(person);
        office.jdbc().update("""
                        update subscriber set left_at = now(), left_because = 'key-missing', unrecorded = true, known = null,
                          address_mark = null, link_mark = null, leave_mark = null where id = ?""", person.value());

        office.bean(WhenNobodyConfirmsForgetThem.class).react();
        office.bean(WhenNobodyConfirmsForgetThem.class).react();

        assertThat(office.bean(Ledger.class).history(trustCenter, "people", person.value()))
                .containsExactly(new PersonErased(PersonErased.Because.KEY_MISSING));
    }

    private String secret(Post.Arrived letter) {
        var link = "%s/reception/%s/subscriptions/".formatted(SITE, trustCenter);
        return letter.lineThatBegins(link).substring(link.length());
    }

    /** As if the office had been restored from before somebody was forgotten. */
    private void lose(String secret) {
        office.bean(People.class)
                .discard(office.bean(SubscriptionDesk.class)
                        .find(trustCenter, secret)
                        .id());
    }

    @Test
    void whatIsTypedTooOftenGetsTheSameReplyKnownOrNot() {
        house.subscriber("known", WISH);
        var first = type("nobody", WISH).reply();
        for (var name : List.of("known", "nobody")) {
            for (int i = 0; i < 8; i++) {
                assertThat(type(name, WISH).reply()).as("%s, %d", name, i).isEqualTo(first);
            }
            assertThat(type(name, WISH).statements())
                    .as("of neither is anything looked up any more")
                    .noneMatch(each -> each.contains("subscriber") || each.contains("person_key"));
        }
    }

    /** Somebody of each kind, each of whom was written to by now. */
    private void known() {
        house.subscriber("confirmed", WISH);
        type("waiting", WISH);
        house.letter("waiting", 1);
        send("/subscriptions/" + house.subscriber("left", WISH), "do=leave");
        var paused = office.bean(SubscriptionDesk.class)
                .find(trustCenter, house.subscriber("paused", WISH))
                .id();
        assertThat(office.bean(TransactionOperations.class)
                        .<Boolean>execute(_ -> office.bean(SubscriptionDesk.class)
                                .pause(paused, house.clock().instant())))
                .isTrue();
        lose(house.subscriber("keyless", WISH));
        type("keyless-waiting", WISH);
        lose(secret(house.letter("keyless-waiting", 1)));
        type("stopped", WISH);
        var stop = house.letter("stopped", 1)
                .lineThatBegins("%s/reception/%s/stop/".formatted(SITE, trustCenter))
                .replace("%s/reception/%s".formatted(SITE, trustCenter), "");
        send(stop, "do=stop");
    }

    /** All that somebody who types an address could tell, or measure. */
    private record Came(Reply reply, List<String> statements) {}

    private record Reply(int status, String body, Map<String, List<String>> headers) {}

    private Map<String, Came> came(String... names) {
        var came = new LinkedHashMap<String, Came>();
        for (var name : names) {
            came.put(name, type(name, OTHER_WISH));
        }
        return came;
    }

    private Came type(String name, String wish) {
        var id = UUID.randomUUID().toString();
        var heard = new ListAppender<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                // Whose request it is is known to the thread that serves it.
                event.prepareForDeferredProcessing();
                super.append(event);
            }
        };
        heard.start();
        statements.addAppender(heard);
        statements.setAdditive(false);
        statements.setLevel(Level.DEBUG);
        try {
            var answer = office.exchange(office.request(
                            office.reception("/reception/%s/subscribe".formatted(trustCenter)), null)
                    .header("X-Correlation-Id", id)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Accept", "text/html")
                    .POST(BodyPublishers.ofString("address=%s&%s"
                            .formatted(URLEncoder.encode(house.address(name), StandardCharsets.UTF_8), wish))));
            var headers = new TreeMap<>(answer.headers().map());
            headers.keySet()
                    .removeIf(header -> List.of("date", "x-correlation-id").contains(header.toLowerCase(Locale.ROOT)));
            return new Came(
                    new Reply(answer.statusCode(), answer.body(), headers),
                    List.copyOf(heard.list).stream()
                            .filter(event -> id.equals(event.getMDCPropertyMap().get("correlationId")))
                            .map(ILoggingEvent::getFormattedMessage)
                            .toList());
        } finally {
            statements.detachAppender(heard);
            statements.setLevel(null);
            statements.setAdditive(true);
        }
    }

    private void send(String path, String form) {
        assertThat(house.send(path, form).statusCode()).isEqualTo(303);
    }
}
