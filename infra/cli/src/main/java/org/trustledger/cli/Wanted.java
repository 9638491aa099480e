package org.trustledger.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the trust center shall say: a document, the removals that are agreed to, and from when. */
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

    @Option(
            names = "--embargo",
            paramLabel = "MOMENT",
            description =
                    "Keep it until then, such as 2027-01-04T08:00:00+01:00: nothing of it is recorded or public before, and it is recorded by itself.")
    private @Nullable String embargo;

    /** As it is at this moment: what is planned and what is applied is one change. */
    Change change() {
        return new Change(Document.read(file), removals, embargo);
    }
}
