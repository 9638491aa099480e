package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultFilesTest {
    private static final int MOST_PLACES = 5;

    private final FaultFiles files = new FaultFiles();

    @ParameterizedTest
    @EnumSource
    void everyLanguageSaysTheSame(Fault fault) {
        var told = files.tell(
                fault,
                IntStream.range(0, MOST_PLACES).mapToObj("<%d>"::formatted).toArray());

        assertThat(told.byLanguage()).containsOnlyKeys("en", "sv");
        assertThat(told.byLanguage().values())
                .allSatisfy(sentence -> assertThat(sentence)
                        .as("a quotation mark is written twice, or the rest is taken as it is")
                        .doesNotContain("{", "}", "''"));
        for (var place = 0; place < MOST_PLACES; place++) {
            var value = "<%d>".formatted(place);
            assertThat(told.in("sv", "sv").contains(value))
                    .as("%s in Swedish as in English: %s", value, told)
                    .isEqualTo(told.in("en", "en").contains(value));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasItsWord(ContentKind kind) {
        assertThat(kind.inWords().in(files.in("sv")))
                .isNotEqualTo(kind.inWords().in(files.in("en")));
    }
}
