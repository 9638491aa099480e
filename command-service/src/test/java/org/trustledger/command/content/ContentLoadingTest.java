package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trustledger.command.ledger.LedgerOnPostgres;
import org.trustledger.command.review.FourEyes;
import org.trustledger.events.PublicFact;
import org.trustledger.testing.MovableClock;

/** On a real PostgreSQL. */
class ContentLoadingTest {
    private final MovableClock clock = new MovableClock(Documents.NOW.toString());
    private final LedgerOnPostgres postgres = new LedgerOnPostgres(clock);
    private final ContentLoading loading = new ContentLoading(
            postgres.ledger(),
            postgres.withheldParts(),
            new Discretion(),
            new FourEyes(postgres.ledger()),
            new Progress(clock),
            clock);

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void theSampleIsOneCommitAtOneMoment() throws IOException {
        var apply = Documents.apply(sample());

        var applied = loading.apply(apply);

        var facts = postgres.ledger().contentFacts(apply.trustCenter());
        assertThat(facts)
                .extracting(PublicFact::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, applied.facts()).boxed().toList());
        assertThat(facts).extracting(PublicFact::commitPosition).containsOnly((long) applied.facts());
        assertThat(facts).extracting(PublicFact::recordedAt).containsOnly(applied.recordedAt());
        assertThat(facts)
                .extracting(PublicFact::actor, PublicFact::correlationId)
                .containsOnly(tuple(apply.actor(), apply.correlationId()));
        assertThat(applied.contentPosition()).isEqualTo(applied.facts());
    }

    @Test
    void theSecondTimeNothingIsRecordedAndTheAnswerSaysWhenItWas() throws IOException {
        var apply = Documents.apply(sample());
        var first = loading.apply(apply);
        clock.move(Duration.ofDays(1));

        var second = loading.apply(apply);

        assertThat(second)
                .isEqualTo(new Applied(
                        first.trustCenter(),
                        first.position(),
                        first.contentPosition(),
                        first.recordedAt(),
                        0,
                        first.leftOut()));
        assertThat(postgres.ledger().contentFacts(apply.trustCenter())).hasSize(first.facts());
    }

    @Test
    void aRefusedDocumentRecordsNothing() throws IOException {
        var apply = Documents.apply(sample());
        var first = loading.apply(apply);

        assertThrows(BaseMissing.class, () -> loading.apply(Documents.apply(Documents.read(Documents.HEAD))));

        assertThat(postgres.ledger().contentFacts(apply.trustCenter())).hasSize(first.facts());
    }

    @Test
    void whatFailsHalfwayThroughDecidingRecordsNothing() {
        var apply = Documents.apply(Documents.read(Documents.HEAD
                + "pillars: [{id: a, title: A, text: A, earlier: [{from: 2026-11-22, title: Before}]}]"));
        // Since the document was read, the clock was set back beyond its earlier version.
        clock.move(Duration.ofDays(-2));

        assertThrows(RuntimeException.class, () -> loading.apply(apply));

        assertThat(postgres.ledger().head(apply.trustCenter())).isEmpty();
    }

    private static ContentDocument sample() throws IOException {
        return new ContentReader(new ContentSchema())
                .read(
                        Files.readAllBytes(Path.of("..", "infra", "sample", "nordhamn.yaml")),
                        DocumentFormat.YAML,
                        Documents.NOW);
    }
}
