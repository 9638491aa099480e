package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final Path SAMPLE = Path.of("..", "infra", "sample", "nordhamn.yaml");

    @Test
    void theSampleHasNoProblemAndEveryKindOfItem() throws IOException {
        var document = new ContentReader(new ContentSchema())
                .read(Files.readAllBytes(SAMPLE), DocumentFormat.YAML, Documents.NOW);

        assertThat(document.items()).extracting(ContentDocument.Item::kind).contains(ContentKind.values());
        assertThat(countOf(document, ContentKind.ANSWER)).isEqualTo(40);
        assertThat(countOf(document, ContentKind.SUBPROCESSOR)).isEqualTo(8);
        assertThat(countOf(document, ContentKind.DATA_CENTER)).isEqualTo(3);
    }

    @Test
    void theSampleLoadsAnEmptyTrustCenterAndIsTheSameTheSecondTime() throws IOException {
        var document = new ContentReader(new ContentSchema())
                .read(Files.readAllBytes(SAMPLE), DocumentFormat.YAML, Documents.NOW);
        var apply = Documents.apply(document);

        var facts = apply.decide(new ContentState(), Documents.NOW, new Discretion(), _ -> List.of()).stream()
                .map(Told::truth)
                .toList();

        assertThat(facts).hasSizeGreaterThan(60);
        assertThat(apply.decide(
                        new ContentState().after(facts, Documents.NOW),
                        Documents.NOW.plusSeconds(60),
                        new Discretion(),
                        _ -> List.of()))
                .isEmpty();
    }

    private static long countOf(ContentDocument document, ContentKind kind) {
        return document.items().stream().filter(item -> item.kind() == kind).count();
    }
}
