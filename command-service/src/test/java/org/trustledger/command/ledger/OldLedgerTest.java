package org.trustledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.command.ledger.Facts.pillar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trustledger.events.AgreementRevisionPublished;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;
import tools.jackson.databind.json.JsonMapper;

/** A store whose payloads version 1 of the software wrote is read, and goes on. */
class OldLedgerTest {
    private static final Path LEDGER =
            Path.of("..", "trust-events", "src", "test", "resources", "ledgers", "version-1.jsonl");
    private static final TrustCenterId FYRSKAR = new TrustCenterId("fyrskar");

    private final LedgerOnPostgres postgres = new LedgerOnPostgres(new MovableClock("2026-11-22T12:00:00Z"));
    private final Ledger ledger = postgres.ledger();
    private final List<byte[]> old = new ArrayList<>();

    @BeforeEach
    void storeTheOldFactsAsVersion1Did() throws IOException {
        for (var line : Files.readString(LEDGER, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                old.add(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        var numbers = new HashMap<String, Integer>();
        for (var bytes : old) {
            store(bytes, numbers);
        }
    }

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void readsEveryFactFromItsBytesAndFromItsEvent() {
        var facts = ledger.contentFacts(FYRSKAR);

        assertThat(facts).hasSize(83);
        for (var fact : facts) {
            var content = (ContentFact) fact.fact();
            var kind = JsonMapper.shared()
                    .readTree(old.get((int) fact.position() - 1))
                    .path("subject")
                    .asString()
                    .replaceFirst("/.*", "");
            assertThat(ledger.history(FYRSKAR, kind, content.statement().item()))
                    .contains(content);
        }
        assertThat(ledger.history(FYRSKAR, "agreements", "dpa"))
                .hasSize(4)
                .allSatisfy(event -> assertThat(((AgreementRevisionPublished) event).content())
                        .satisfies(revision -> {
                            assertThat(revision.legalSource()).isNull();
                            assertThat(revision.reasons()).isEmpty();
                        }));
    }

    @Test
    void goesOnWhereItEnded() {
        var recorded = ledger.record(
                FYRSKAR,
                "actor-0123456789abcdef",
                "correlation-2",
                moment -> List.of(pillar("pillar-1", 2, moment.recordedAt())));

        assertThat(recorded.position()).isEqualTo(88);
        assertThat(ledger.history(FYRSKAR, "pillars", "pillar-1")).hasSize(2);
        assertThat(ledger.contentFacts(FYRSKAR))
                .extracting(PublicFact::position)
                .last()
                .isEqualTo(88L);
        assertThat(postgres.jdbc()
                        .queryForList("select bytes from public_fact order by trust_center, position", byte[].class)
                        .subList(0, 87))
                .as("what version 1 wrote stays as it was written")
                .containsExactlyElementsOf(old.subList(0, 87));
    }

    private void store(byte[] bytes, HashMap<String, Integer> numbers) {
        var event = JsonMapper.shared().readTree(bytes);
        var fact = new FactCodec().read(bytes);
        var content = fact.fact() instanceof ContentFact stated ? stated.statement() : null;
        var trustCenter = fact.trustCenter().value();
        var recordedAt = fact.recordedAt().atOffset(ZoneOffset.UTC);
        var item = event.path("subject").asString();
        var type = event.path("type").asString().replace("org.trustledger.", "").replaceFirst("\\.v1$", "");
        var address = trustCenter + "/" + item;
        postgres.jdbc()
                .update(
                        """
                        insert into ledger (trust_center, position, recorded_at, content_position, content_recorded_at)
                        values (?, ?, ?, ?, ?) on conflict (trust_center) do update
                        set position = excluded.position, recorded_at = excluded.recorded_at,
                            content_position = greatest(ledger.content_position, excluded.content_position),
                            content_recorded_at = coalesce(excluded.content_recorded_at, ledger.content_recorded_at)""",
                        trustCenter,
                        fact.position(),
                        recordedAt,
                        content == null ? 0 : fact.position(),
                        content == null ? null : recordedAt);
        postgres.jdbc()
                .update(
                        """
                        insert into domain_event (aggregate_identifier, sequence_number, aggregate_type,
                            event_identifier, recorded_at, payload_type, payload_revision, payload, meta_data)
                        values (?, ?, ?, ?, ?, ?, '1', ?, ?)""",
                        address,
                        numbers.merge(address, 1, Integer::sum) - 1,
                        item.replaceFirst("/.*", ""),
                        address + "/" + fact.position(),
                        recordedAt,
                        type,
                        event.path("data").toString().getBytes(StandardCharsets.UTF_8),
                        "{\"actor\":\"%s\",\"correlationId\":\"%s\",\"position\":%d}"
                                .formatted(fact.actor(), fact.correlationId(), fact.position())
                                .getBytes(StandardCharsets.UTF_8));
        postgres.jdbc()
                .update(
                        """
                        insert into public_fact (trust_center, position, commit_position, recorded_at, item, content,
                            valid_from, valid_to, bytes) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        trustCenter,
                        fact.position(),
                        fact.commitPosition(),
                        recordedAt,
                        item,
                        content != null,
                        content == null ? null : content.validFrom().atOffset(ZoneOffset.UTC),
                        content == null || content.validTo() == null
                                ? null
                                : content.validTo().atOffset(ZoneOffset.UTC),
                        bytes);
    }
}
