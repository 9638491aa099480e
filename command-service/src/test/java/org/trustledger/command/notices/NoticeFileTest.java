package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.subscriptions.OfficeThatTells.CONTENT;
import static org.trustledger.command.subscriptions.OfficeThatTells.HOURLY;
import static org.trustledger.command.subscriptions.OfficeThatTells.proof;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Post;
import org.trustledger.command.mail.Bounce;
import org.trustledger.command.mail.TakesBounces;
import org.trustledger.command.people.PersonErased;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.platform.Sha256;
import org.trustledger.command.subscriptions.ErasureDesk;
import org.trustledger.command.subscriptions.OfficeThatTells;
import org.trustledger.command.subscriptions.Subscribers;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;

/** The record of a notice as a file: what a third party makes of it, and that it is the same whoever leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticeFileTest {
    private final OfficeThatTells house = new OfficeThatTells("0s");
    private final RunningOffice office = house.office();
    private final NoticeBoard board = office.bean(NoticeBoard.class);
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    @BeforeEach
    void begin() {
        trustCenter = house.begin();
        house.change(Documents.BEGINNING + CONTENT);
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void aThirdPartyProvesTheAddressAndTheWordsWithTheFileAndTheReadersPage() throws MessagingException {
        var secret = subscriber("carl");
        var letter = told(HOURLY, "carl", 2);
        var page = proof(letter);
        send(page, "do=show");

        // Of the provider.
        var file = FactCodec.mapper().readTree(file());
        // Of the reader.
        var shown = Jsoup.parse(house.get(page).body());
        var words = house.get(page + "/words.txt").body();

        var delivery = only(file.get("deliveries"));
        assertThat(delivery.get("letter").asString()).isEqualTo(text(shown, "#letter"));
        assertThat(letter.mail().getMessageID())
                .startsWith("<%s@".formatted(delivery.get("letter").asString()));
        assertThat(delivery.get("addressDigest").asString())
                .isEqualTo(sha256(
                        "%s\n%s\n%s".formatted(text(shown, "#salt"), text(shown, "#letter"), house.address("carl"))));
        assertThat(delivery.get("textSha256").asString()).isEqualTo(sha256(words));
        var kept = only(file.get("words"));
        assertThat(kept.get("sha256").asString()).isEqualTo(sha256(words));
        assertThat("%s\n%s\n\n%s\n%s"
                        .formatted(
                                kept.get("language").asString(),
                                kept.get("subject").asString(),
                                kept.get("text").asString(),
                                kept.get("html").asString()))
                .as("the words themselves are in the file")
                .isEqualTo(words);
        assertThat(delivery.get("topics")).hasSize(1).first().hasToString("\"answers\"");
        assertThat(delivery.get("acceptedAt").isNull()).isFalse();
        assertThat(delivery.get("openedAt").isNull()).isFalse();
        assertThat(new String(file(), StandardCharsets.UTF_8)).doesNotContain("carl", text(shown, "#salt"), secret);
    }

    @Test
    void theFileIsTheSameUntilMoreIsKnownAndWhenItsReaderHasLeft() {
        var secret = subscriber("doris");
        told(HOURLY, "doris", 2);
        var file = file();

        assertThat(file()).as("read again").isEqualTo(file);
        send("/reception/%s/subscriptions/%s".formatted(trustCenter, secret), "do=leave");
        assertThat(office.bean(Subscribers.class).count(trustCenter).confirmed())
                .isZero();
        assertThat(file()).as("they have left").isEqualTo(file);
        office.jdbc().update("update delivery set opened_at = now() where trust_center = ?", trustCenter.value());
        assertThat(file()).as("somebody opened it").isNotEqualTo(file);
    }

    @Test
    void aRecordThatBreaksOffIsNotEndedAsIfItWereWhole() {
        subscriber("edda");
        told(HOURLY, "edda", 2);
        var notice = board.newest(trustCenter, null, 1).getFirst().notice();
        var file = new ByteArrayOutputStream();

        asOwner("alter table notice_text rename to notice_text_away");
        try {
            assertThatThrownBy(() -> office.bean(NoticeFile.class).write(notice, file))
                    .isInstanceOf(DataAccessException.class);
        } finally {
            asOwner("alter table notice_text_away rename to notice_text");
        }

        assertThatThrownBy(() -> FactCodec.mapper().readTree(file.toByteArray()))
                .isInstanceOf(StreamReadException.class);
    }

    @Test
    void whoIsForgottenLeavesEveryPositionCountDigestAndRowAsItWas() {
        subscriber("hedda");
        subscriber("ida");
        subscriber("jenny");
        var letters = List.of(told(HOURLY, "hedda", 2), arrived("ida", 2), arrived("jenny", 2));
        send(proof(letters.getFirst()), "do=acknowledge");
        send(proof(letters.get(1)), "do=show");
        office.bean(TakesBounces.class)
                .on(new Bounce(
                        proof(letters.getLast()).replaceFirst(".*/", ""),
                        Bounce.Kind.PERMANENT,
                        "5.1.1",
                        house.clock().instant()));
        var before = record();
        assertThat(before.toString()).contains("5.1.1", "acknowledged=1");

        var readers = office.jdbc()
                .queryForList("select id from subscriber where trust_center = ?", String.class, trustCenter.value());
        assertThat(readers).hasSize(3);
        for (var reader : readers) {
            for (var administrator : List.of("adam", "berit")) {
                var desk = office.bean(ErasureDesk.class);
                var id = new PersonId(reader);
                desk.erase(trustCenter, id, desk.standing(trustCenter, id).key(), administrator, "telephoned");
            }
            assertThat(office.bean(Ledger.class).history(trustCenter, "people", reader))
                    .containsExactly(new PersonErased(PersonErased.Because.ASKED_FOR));
        }

        assertThat(record()).isEqualTo(before);
    }

    /** All that is on record of what was told. */
    private List<Object> record() {
        var jdbc = office.jdbc();
        var told = board.newest(trustCenter, null, 10);
        return List.of(
                office.bean(Ledger.class).head(trustCenter).orElseThrow(),
                jdbc.queryForList(
                        "select position || encode(sha256(bytes), 'hex') from public_fact where trust_center = ? order by position",
                        String.class,
                        trustCenter.value()),
                told,
                told.stream().map(each -> board.words(each.notice(), 0, 20)).toList(),
                jdbc.queryForList(
                        "select d::text from delivery d where trust_center = ? order by notice, recipient",
                        String.class,
                        trustCenter.value()),
                jdbc.queryForList(
                        "select n::text from notice n where trust_center = ? order by id",
                        String.class,
                        trustCenter.value()),
                new String(file(), StandardCharsets.UTF_8));
    }

    @Test
    void howeverManyDeliveriesThereAreEachIsThereOnceAndInOrder() {
        subscriber("edla");
        told(HOURLY, "edla", 2);
        office.jdbc().update("""
                        insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at,
                          not_sent_at, not_sent_why)
                        select notice, md5(n::text), trust_center, audience, topics, after_position, due_at, due_at, 'left'
                        from delivery, generate_series(1, 2999) as n where trust_center = ?""", trustCenter.value());

        var file = FactCodec.mapper().readTree(file());

        var recipients = StreamSupport.stream(file.get("deliveries").spliterator(), false)
                .map(each -> each.get("recipient").asString())
                .toList();
        assertThat(recipients).hasSize(3_000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whateverBecameOfADeliveryIsInIt() {
        subscriber("frida");
        told(HOURLY, "frida", 2);
        office.jdbc().update("""
                        update delivery set attempts = 3, bounced_at = '2026-11-25T10:00:00Z', bounce_status = '5.1.1',
                          bounced_for_good = true, given_up_at = '2026-11-25T11:00:00Z', perhaps_twice = true,
                          text_sha256_before = array[text_sha256]
                        where trust_center = ?""", trustCenter.value());
        office.jdbc().update("""
                        insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at,
                          not_sent_at, not_sent_why, perhaps_sent)
                        select notice, repeat('f', 32), trust_center, audience, topics, after_position, due_at,
                          '2026-11-25T12:00:00Z', 'left', true
                        from delivery where trust_center = ?""", trustCenter.value());

        var deliveries = FactCodec.mapper().readTree(file()).get("deliveries");

        var bounced = Objects.requireNonNull(deliveries.get(0));
        assertThat(bounced.get("attempts").asInt()).isEqualTo(3);
        assertThat(bounced.get("bouncedAt").asString()).isEqualTo("2026-11-25T10:00:00Z");
        assertThat(bounced.get("bounceStatus").asString()).isEqualTo("5.1.1");
        assertThat(bounced.get("bouncedForGood").asBoolean()).isTrue();
        assertThat(bounced.get("givenUpAt").asString()).isEqualTo("2026-11-25T11:00:00Z");
        assertThat(bounced.get("perhapsTwice").asBoolean()).isTrue();
        assertThat(bounced.get("textSha256Before").get(0)).isEqualTo(bounced.get("textSha256"));
        var notSent = Objects.requireNonNull(deliveries.get(1));
        assertThat(notSent.get("notSentWhy").asString()).isEqualTo("left");
        assertThat(notSent.get("notSentAt").asString()).isEqualTo("2026-11-25T12:00:00Z");
        assertThat(notSent.get("perhapsSent").asBoolean()).isTrue();
        assertThat(notSent.get("addressDigest").isNull()).isTrue();
    }

    @Test
    void everyMemberIsDocumented() throws IOException {
        subscriber("gun");
        told(HOURLY, "gun", 2);
        office.jdbc().update("""
                        with endpoint as (
                          insert into webhook (id, trust_center, link_mark, known, topics, reminders, registered_at)
                          values (repeat('c', 32), ?, repeat('c', 64), '', '{}', false, now()) returning id),
                        call as (
                          insert into webhook_call (id, webhook, notice, position, made_at)
                          select repeat('d', 32), endpoint.id, d.notice, 1, now()
                          from endpoint, delivery d where d.trust_center = ? returning id, notice),
                        data as (
                          insert into notice_data (sha256, json) values (repeat('e', 64), '{}') returning sha256),
                        attempt as (
                          insert into webhook_attempt (call, number, begun_at, body_sha256, data_sha256, ended_at, outcome, status)
                          select call.id, 1, now(), repeat('b', 64), data.sha256, now(), 'refused', 404 from call, data)
                        insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at, call)
                        select call.notice, repeat('c', 32), ?, 'webhooks', array['answers'], 0, now(), call.id
                        from call""", trustCenter.value(), trustCenter.value(), trustCenter.value());
        var docs = Files.readString(Path.of("docs", "notices.md"));
        var section = docs.substring(docs.indexOf("### The record as a file"), docs.indexOf("## To erase a person"));

        var file = FactCodec.mapper().readTree(file());

        assertThat(only(file.get("data")).get("sha256").asString()).isEqualTo("e".repeat(64));
        assertThat(file.at("/deliveries/0/calls/0/status").asInt()
                        + file.at("/deliveries/1/calls/0/status").asInt())
                .isEqualTo(404);
        assertThat(members(file))
                .contains("bodySha256", "effectAfter")
                .allSatisfy(member -> assertThat(section).contains("`%s`".formatted(member)));
    }

    private static Set<String> members(JsonNode node) {
        var members = new TreeSet<String>();
        node.properties().forEach(each -> {
            members.add(each.getKey());
            members.addAll(members(each.getValue()));
        });
        node.values().forEach(each -> members.addAll(members(each)));
        return members;
    }

    // --- what happens ---

    private void asOwner(String sql) {
        var owner = office.database().owner();
        new JdbcTemplate(new DriverManagerDataSource(owner.jdbcUrl(), owner.user(), owner.password())).execute(sql);
    }

    private byte[] file() {
        var file = new ByteArrayOutputStream();
        office.bean(NoticeFile.class)
                .write(board.newest(trustCenter, null, 1).getFirst().notice(), file);
        return file.toByteArray();
    }

    private String subscriber(String name) {
        var secret = house.subscriber(name, "topic=answers&language=en&cadence=immediate");
        house.clock().move(Duration.ofSeconds(1));
        return secret;
    }

    /** @return the letter that tells it, which is the so many-th */
    private Post.Arrived told(String content, String name, int number) {
        house.clock().move(Duration.ofSeconds(2));
        house.change(Documents.BEGINNING + content);
        house.clock().move(Duration.ofSeconds(2));
        return arrived(name, number);
    }

    private Post.Arrived arrived(String name, int number) {
        var letter = house.letter(name, number);
        await().until(
                        () -> board.newest(trustCenter, null, 1),
                        told -> !told.isEmpty() && told.getFirst().counts().waiting() == 0);
        return letter;
    }

    private void send(String path, String form) {
        assertThat(house.post(path, form).statusCode()).isEqualTo(303);
    }

    private static JsonNode only(JsonNode array) {
        assertThat(array).hasSize(1);
        return array.get(0);
    }

    private static String text(Document page, String selector) {
        return Objects.requireNonNull(page.selectFirst(selector), selector).text();
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Sha256.fresh().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
