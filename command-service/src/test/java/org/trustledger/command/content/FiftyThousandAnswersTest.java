package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FiftyThousandAnswersTest {
    private static final int ANSWERS = 50_000;

    @ParameterizedTest
    @EnumSource
    void areReadDecidedAndFoundUnchangedWithinTheHeapOfTheTests(DocumentFormat format) {
        var bytes = document(format);

        var apply = Documents.apply(new ContentReader(new ContentSchema()).read(bytes, format, Documents.NOW));
        var facts = Documents.decide(apply, Documents.state(List.of()), Documents.NOW);

        assertThat(facts).hasSize(ANSWERS + 3);
        assertThat(Documents.decide(apply, Documents.state(facts), Documents.NOW))
                .isEmpty();
    }

    private static byte[] document(DocumentFormat format) {
        var yaml = new StringBuilder(Documents.HEAD).append("answers:\n");
        var sentence = "What is stored is encrypted, and what is encrypted is stored twice. "
                .repeat(6)
                .strip();
        for (var i = 0; i < ANSWERS; i++) {
            yaml.append("""
                      - id: answer-%1$d
                        category: data-protection
                        tags: [gdpr]
                        question: {en: How is number %1$d kept?, sv: Hur förvaras nummer %1$d?}
                        text:
                          en: %2$s
                          sv: %2$s
                    """.formatted(i, sentence));
        }
        return format == DocumentFormat.YAML
                ? yaml.toString().getBytes(StandardCharsets.UTF_8)
                : Documents.toJson(yaml.toString());
    }
}
