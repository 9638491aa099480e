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
        assertThatThrownBy(() -> codec.readData(FactType.ANSWER_PUBLISHED, 2, "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableFact.class)
                .hasMessageContaining("'answers.published' has no version 2");
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
        var altered = sample(FactType.ANSWER_PUBLISHED).replace("answers.published.v1", "answers.published.v9");
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

    private static String sample(FactType type) {
        return new String(stored(type, type.version()), StandardCharsets.UTF_8);
    }

    private static byte[] stored(FactType type, int version) {
        var name = "/facts/%s.v%d.json".formatted(type.factName(), version);
        try (var in =
                Objects.requireNonNull(FactContractTest.class.getResourceAsStream(name), () -> "no sample " + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
