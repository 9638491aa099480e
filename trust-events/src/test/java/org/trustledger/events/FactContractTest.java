package org.trustledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactContractTest {
    private final FactCodec codec = new FactCodec();

    @ParameterizedTest
    @EnumSource
    void everyFactEverPublishedReadsToTheValuesItStated(FactType type) {
        assertThat(codec.read(stored(type))).isEqualTo(PublishedFacts.sampleOf(type));
    }

    @ParameterizedTest
    @EnumSource
    void todaysClassWritesExactlyTheNewestSample(FactType type) {
        assertThat(new String(codec.write(PublishedFacts.sampleOf(type)), StandardCharsets.UTF_8))
                .isEqualTo(new String(stored(type), StandardCharsets.UTF_8));
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
        return new String(stored(type), StandardCharsets.UTF_8);
    }

    private static byte[] stored(FactType type) {
        var name = "/facts/%s.v%d.json".formatted(type.factName(), type.version());
        try (var in =
                Objects.requireNonNull(FactContractTest.class.getResourceAsStream(name), () -> "no sample " + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
