package org.trustledger.command.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.events.TrustCenterId;

/** The whole office on real servers, spoken to by somebody whose connection breaks. */
class IdempotencyKeyTest {
    private static final String DOCUMENT = """
            trustLedger: 1
            reason: First publication
            profile:
              name: Fjordsky
              legalName: Fjordsky AB
              contact: {function: Trust office, address: trust@fjordsky.example}
              languages: [en]
              timeZone: Europe/Stockholm
              defaultNoticePeriod: P30D
            """;

    private final RunningOffice office = RunningOffice.shared();
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private final String key = UUID.randomUUID().toString();

    @Test
    void theSameRequestAgainIsAnsweredTheSameAndDoesNothing() {
        var first = put(DOCUMENT, key, "astrid");
        var between = put(
                DOCUMENT.replace("P30D", "P60D\nbasedOn: 1"), UUID.randomUUID().toString(), "astrid");
        var again = put(DOCUMENT, key, "astrid");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(between.statusCode()).as(between.body()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
        assertThat(facts()).isEqualTo(2);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        put(DOCUMENT, key, "astrid");

        var other = put(DOCUMENT.replace("P30D", "P60D"), key, "astrid");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(office.json(other).get("type").asString())
                .isEqualTo("urn:trust-ledger:problem:idempotency-key-used");
        assertThat(facts()).isOne();
    }

    @Test
    void aKeyIsOnesOwn() {
        put(DOCUMENT, key, "astrid");

        var other = put(DOCUMENT, key, "birger");

        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(office.json(other).get("facts").asInt()).isZero();
    }

    @Test
    void whatWasRefusedCanBeTriedAgainUnderItsKey() {
        put(DOCUMENT, UUID.randomUUID().toString(), "astrid");
        var refused = put(DOCUMENT.replace("P30D", "P60D"), key, "astrid");
        var mended = put(DOCUMENT.replace("P30D", "P60D\nbasedOn: 1"), key, "astrid");

        assertThat(refused.statusCode()).isEqualTo(428);
        assertThat(mended.statusCode()).as(mended.body()).isEqualTo(200);
        assertThat(facts()).isEqualTo(2);
    }

    @Test
    void duplicatesAtTheSameMomentWaitAndGetTheSameAnswer() {
        var together = IntStream.range(0, 6)
                .mapToObj(_ ->
                        CompletableFuture.supplyAsync(() -> put(DOCUMENT, key, "astrid"), Thread::startVirtualThread))
                .toList();

        var answers = together.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(answers)
                .extracting(HttpResponse::body)
                .containsOnly(answers.getFirst().body());
        assertThat(facts()).isOne();
    }

    @Test
    void whatDiesInTheMiddleLeavesNothingAndIsDoneOnceWhenItIsSentAgain() throws SQLException {
        put(DOCUMENT, UUID.randomUUID().toString(), "astrid");
        var changed = DOCUMENT.replace("P30D", "P60D\nbasedOn: 1");
        HttpResponse<String> broken;
        try (var connection = office.bean(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            try (var lock = connection.prepareStatement("select from ledger where trust_center = ? for update")) {
                lock.setString(1, trustCenter.value());
                lock.execute();
            }
            var sent = CompletableFuture.supplyAsync(() -> put(changed, key, "astrid"), Thread::startVirtualThread);
            // The policies' work waits at the same lock, so one kill may hit another's connection.
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                killWhatWaits();
                return sent.isDone();
            });
            broken = sent.join();
            connection.rollback();
        }

        var again = put(changed, key, "astrid");
        var onceMore = put(changed, key, "astrid");

        assertThat(broken.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(office.json(again).get("facts").asInt()).isOne();
        assertThat(onceMore.body()).isEqualTo(again.body());
        assertThat(facts()).isEqualTo(2);
    }

    @Test
    void packsAreAskedForOnceByStaffAndByStrangers() {
        put(DOCUMENT, UUID.randomUUID().toString(), "astrid");
        var staff = office.office("/api/v1/trust-centers/%s/packs".formatted(trustCenter));
        var strangers = office.reception("/reception/api/v1/trust-centers/%s/packs".formatted(trustCenter));

        for (var address : new URI[] {staff, strangers}) {
            var token = address.equals(staff) ? token("astrid") : null;
            var first = post(address, token, "{\"language\":\"en\"}");
            var again = post(address, token, "{\"language\":\"en\"}");
            var other = post(address, token, "{\"language\":\"sv\"}");

            assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(other.statusCode()).isEqualTo(422);
        }
    }

    @Test
    void aKeyIsForgottenAfterItsTime() {
        put(DOCUMENT, key, "astrid");
        office.jdbc().update("update answered set asked_at = asked_at - interval '8 days' where key = ?", key);

        var muchLater = put(DOCUMENT, key, "astrid");

        assertThat(muchLater.statusCode()).isEqualTo(200);
        assertThat(office.json(muchLater).get("facts").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void aKeyThatIsNoneIsRefused(int length) {
        var refused = put(DOCUMENT, "k".repeat(length), "astrid");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(office.json(refused).get("type").asString())
                .isEqualTo("urn:trust-ledger:problem:idempotency-key-unusable");
        assertThat(facts()).isZero();
    }

    @Test
    void aKeyOfTheGreatestLengthIsTaken() {
        assertThat(put(DOCUMENT, "k".repeat(255 - 36) + key, "astrid").statusCode())
                .isEqualTo(201);
    }

    private void killWhatWaits() {
        office.jdbc().queryForList("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock' and query like '%from ledger%'""");
    }

    private HttpResponse<String> put(String document, String under, String who) {
        return office.send(
                office.request(office.office("/api/v1/trust-centers/%s/content".formatted(trustCenter)), token(who))
                        .header("Content-Type", "application/yaml")
                        .header("Idempotency-Key", under)
                        .PUT(BodyPublishers.ofString(document)));
    }

    private HttpResponse<String> post(URI address, @Nullable String token, String body) {
        return office.send(office.request(address, token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key + address.getPort())
                .POST(BodyPublishers.ofString(body)));
    }

    private String token(String who) {
        return office.identity().token(who, "%s:editor".formatted(trustCenter));
    }

    private int facts() {
        return office.bean(Ledger.class).contentFacts(trustCenter).size();
    }
}
