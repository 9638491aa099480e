package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    @Test
    void theExampleInTheDocumentationCanBeApplied() throws IOException {
        var page = Files.readString(Path.of("docs", "content-document.md"));
        var begin = page.indexOf("```yaml\n") + "```yaml\n".length();

        var document = Documents.read(page.substring(begin, page.indexOf("```", begin)));

        assertThat(Documents.decide(Documents.apply(document), Documents.state(List.of()), Documents.NOW))
                .hasSize(8);
    }
}
