package org.trustledger.command.packs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.ledger.Facts.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.Backing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class WhenPressKeepsSilentAskAgainTest {
    private final RunningOffice office = RunningOffice.shared();
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private final WhenPressKeepsSilentAskAgain policy = office.bean(WhenPressKeepsSilentAskAgain.class);
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void aRequestThatWasLostIsMadeAgainAndSaysTheSame() {
        var pack = requested();
        keepSilent(pack, Duration.ofMinutes(6));

        policy.react();

        var work = work(pack, 2);
        work.forEach(each -> ((ObjectNode) each).remove("correlationId"));
        assertThat(work.get(1)).isEqualTo(work.get(0));
        assertThat(work.get(0).path("trustCenter").asString()).isEqualTo(trustCenter.value());
    }

    @Test
    void thePressIsNotPressedHarderTheLongerItTakes() {
        var pack = requested();
        keepSilent(pack, Duration.ofMinutes(4));
        policy.react();
        assertThat(asked(pack)).isOne();

        keepSilent(pack, Duration.ofMinutes(6));
        policy.react();
        assertThat(asked(pack)).isEqualTo(2);
        keepSilent(pack, Duration.ofMinutes(9));
        policy.react();
        assertThat(asked(pack)).as("after less than twice as long").isEqualTo(2);

        office.jdbc().update("update pack set asked = 1000 where pack = ?", pack);
        keepSilent(pack, Duration.ofHours(25));
        policy.react();
        assertThat(asked(pack)).as("after a day").isEqualTo(1_001);
    }

    @Test
    void whoHasAnsweredIsNotAskedAgain() {
        var pack = requested();
        office.jdbc().update("update pack set state = 'failed', problem = 'a missing glyph' where pack = ?", pack);
        keepSilent(pack, Duration.ofDays(2));

        policy.react();

        assertThat(asked(pack)).isOne();
    }

    private String requested() {
        office.bean(Ledger.class)
                .record(
                        trustCenter,
                        "actor-1",
                        "correlation-1",
                        _ -> List.of(profile(1, Instant.parse("2025-01-15T00:00:00Z"), "en")));
        var found = await().atMost(10, SECONDS)
                .until(
                        () -> office.jdbc()
                                .queryForList(
                                        "select pack from pack where trust_center = ?",
                                        String.class,
                                        trustCenter.value()),
                        packs -> !packs.isEmpty());
        return found.getFirst();
    }

    private void keepSilent(String pack, Duration silence) {
        office.jdbc()
                .update(
                        "update pack set asked_at = now() - make_interval(secs => ?) where pack = ?",
                        (double) silence.toSeconds(),
                        pack);
    }

    private int asked(String pack) {
        var asked = office.jdbc().queryForObject("select asked from pack where pack = ?", Integer.class, pack);
        return asked == null ? 0 : asked;
    }

    private List<JsonNode> work(String pack, int times) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                office.bootstrapServers(),
                "group.id",
                Backing.unique("press"),
                "auto.offset.reset",
                "earliest");
        var found = new ArrayList<JsonNode>();
        try (var reader = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            reader.subscribe(List.of(office.packRequestsTopic()));
            await().atMost(20, SECONDS).until(() -> {
                reader.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (message.key().equals(pack)) {
                        found.add(json.readTree(message.value()));
                    }
                });
                return found.size() >= times;
            });
        }
        return found;
    }
}
