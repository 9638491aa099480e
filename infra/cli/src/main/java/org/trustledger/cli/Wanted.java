package org.trustledger.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the trust center shall say: a document, and the removals that are agreed to. */
@SuppressWarnings("NullAway.Init")
final class Wanted {
    @Parameters(paramLabel = "FILE", description = "The document, YAML or (*.json) JSON.")
    private Path file;

    @Option(
            names = "--remove",
            paramLabel = "ITEM",
            description =
                    "Also remove this, such as answers/old-one; repeatable. left-out: all that the document leaves out.")
    private List<String> removals = List.of();

    Document document() {
        return Document.read(file);
    }

    List<String> removals() {
        return List.copyOf(removals);
    }
}
