package org.trustledger.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.query.Facts.day;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.query.RandomHistory;

/** Kafka has lost the topic, and the facts are published again: under other offsets, in a topic of another id. */
class LostTopicTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Facts nordhamn = new Facts("nordhamn");
    private Counter counter;

    @BeforeEach
    void withOffsetsFarAhead(@TempDir Path archive) {
        counter = Counter.withArchive(archive);
        RandomHistory.of(nordhamn, new Random(3), 30).forEach(counter::relays);
        counter.relays(nordhamn.all())
                .relays(nordhamn.all())
                .start()
                .reaches("nordhamn", nordhamn.all().size());
        await().untilAsserted(() -> assertThat(readiness()).contains("\"lag\":0"));
    }

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void aRunningCounterSaysThatItIsGoneAndReadsTheNewOneFromItsBeginning() {
        var rows = rows();
        counter.losesItsTopic();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(readiness()).contains("\"status\":\"DEGRADED\"", "Kafka has no topic"));

        counter.makeTopic().relays(nordhamn.all());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(readiness()).contains("\"status\":\"UP\""));
        assertThat(rows()).isEqualTo(rows);

        counter.relays(nordhamn.commit(day("2026-03-01"), nordhamn.pillar("later")))
                .reaches("nordhamn", nordhamn.all().size());
    }

    @Test
    void aRestartedCounterIsNotLeftWaitingBehindTheEndOfTheNewOne() {
        counter.stop().losesItsTopic().makeTopic();
        counter.relays(nordhamn.all())
                .relays(nordhamn.commit(day("2026-03-01"), nordhamn.pillar("later")))
                .start()
                .reaches("nordhamn", nordhamn.all().size());
        assertThat(counter.rows("topic_offset")).anyMatch(row -> row.contains("topic_id\": \""));
    }

    @Test
    void whatComesBeforeTheRestIsPublishedAgainWaitsForIt() {
        counter.losesItsTopic().makeTopic();
        var missing = nordhamn.commit(day("2026-03-01"), nordhamn.pillar("missing"));
        counter.relays(nordhamn.commit(day("2026-03-02"), nordhamn.pillar("later")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(readiness())
                        .contains("position %d is missing"
                                .formatted(missing.getFirst().position())));

        counter.relays(nordhamn.all()).reaches("nordhamn", nordhamn.all().size());
        assertThat(readiness()).contains("\"status\":\"UP\"");
    }

    private List<String> rows() {
        return counter.rows("statement").stream().sorted().toList();
    }

    private String readiness() {
        return counter.management("/actuator/health/readiness").body();
    }
}
