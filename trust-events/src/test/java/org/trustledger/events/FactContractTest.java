package org.trustledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactContractTest {
    private final FactCodec codec = new FactCodec();

    @ParameterizedTest
    @MethodSource("everPublished")
    void everyFactEverPublishedReadsToTheValuesItStated(FactType type, int version) {
        assertThat(codec.read(stored(type, version))).isEqualTo(PublishedFacts.sampleOf(type, version));
    }

    @ParameterizedTest
    @MethodSource("everPublished")
    void itsDataReadsTheSameWithoutTheEnvelope(FactType type, int version) {
        var data = FactCodec.mapper().readTree(stored(type, version)).get("data");
        assertThat(codec.readData(type, version, FactCodec.mapper().writeValueAsBytes(data)))
                .isEqualTo(PublishedFacts.sampleOf(type, version).fact());
    }

    @Test
    void everySampleIsOfAVersionThatIsRead() throws IOException, URISyntaxException {
        var folder = Path.of(Objects.requireNonNull(FactContractTest.class.getResource("/facts"))
                .toURI());
        try (var samples = Files.list(folder)) {
            assertThat(samples.map(sample -> sample.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(everPublished()
                            .map(published -> "%s.v%d.json"
                                    .formatted(((FactType) published.get()[0]).factName(), (int)
                                            published.get()[1]))
                            .toList());
        }
    }

    static Stream<Arguments> everPublished() {
        return Arrays.stream(FactType.values())
                .flatMap(type ->
                        IntStream.rangeClosed(1, type.version()).mapToObj(version -> Arguments.of(type, version)));
    }

    @Test
    void dataOfAVersionFromTheFutureIsRefused() {
        assertThatThrownBy(() -> codec.readData(FactType.ANSWER_PUBLISHED, 4, "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableFact.class)
                .hasMessageContaining("'answers.published' has no version 4");
    }

    @ParameterizedTest
    @EnumSource
    void todaysClassWritesExactlyTheNewestSample(FactType type) {
        assertThat(new String(codec.write(PublishedFacts.sampleOf(type, type.version())), StandardCharsets.UTF_8))
                .isEqualTo(new String(stored(type, type.version()), StandardCharsets.UTF_8));
    }

    @Test
    void aRenamedPropertyIsRefused() {
        var altered = sample(FactType.ANSWER_PUBLISHED).replace("\"question\"", "\"frage\"");
        assertThatThrownBy(() -> codec.read(altered.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableFact.class)
                .hasMessageContaining("question");
    }

    @Test
    void aVersionFromTheFutureIsNamed() {
        var altered = sample(FactType.ANSWER_PUBLISHED).replace("answers.published.v3", "answers.published.v9");
        assertThatThrownBy(() -> codec.read(altered.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableFact.class)
                .hasMessageContaining("org.trustledger.answers.published.v9");
    }

    @Test
    void aPositionThatIsNoNumberIsRefused() {
        var altered = sample(FactType.PACK_ISSUED).replace("\"position\":\"184\"", "\"position\":\"soon\"");
        assertThatThrownBy(() -> codec.read(altered.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableFact.class);
    }

    @Test
    void whoApprovedIsTold() {
        var told = new String(stored("envelopes/approved.v1"), StandardCharsets.UTF_8);
        var fact = codec.read(told.getBytes(StandardCharsets.UTF_8));

        assertThat(fact.approver()).isEqualTo("actor-9f2c04d17b3e6a58");
        assertThat(new String(codec.write(fact), StandardCharsets.UTF_8)).isEqualTo(told);
    }

    @Test
    void nobodyApprovesTheirOwnWork() {
        var altered = new String(stored("envelopes/approved.v1"), StandardCharsets.UTF_8)
                .replace("actor-9f2c04d17b3e6a58", "actor-0f1e2d3c4b5a6978");
        assertThatThrownBy(() -> codec.read(altered.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableFact.class)
                .hasMessageContaining("actor-0f1e2d3c4b5a6978 would approve their own work");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "specversion",
                "id",
                "source",
                "type",
                "time",
                "trustcenter",
                "position",
                "commitposition",
                "actor",
                "correlationid",
                "data"
            })
    void anEnvelopeWithoutWhatItNeedsIsRefused(String attribute) {
        var envelope = FactCodec.mapper()
                .readTree(stored(FactType.PILLAR_PUBLISHED, 1))
                .asObject();
        envelope.remove(attribute);
        assertThatThrownBy(() -> codec.read(FactCodec.mapper().writeValueAsBytes(envelope)))
                .isInstanceOf(UnreadableFact.class);
    }

    private static String sample(FactType type) {
        return new String(stored(type, type.version()), StandardCharsets.UTF_8);
    }

    private static byte[] stored(FactType type, int version) {
        return stored("facts/%s.v%d".formatted(type.factName(), version));
    }

    private static byte[] stored(String sample) {
        var name = "/%s.json".formatted(sample);
        try (var in =
                Objects.requireNonNull(FactContractTest.class.getResourceAsStream(name), () -> "no sample " + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
