package org.trustledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code infra/ledger export}. */
@Command(
        name = "export",
        description = "Writes all that a trust center says and ever said as a document that applies to nothing.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = LedgerTool.ERROR,
        exitCodeOnExecutionException = LedgerTool.ERROR,
        exitCodeListHeading = "%nExit codes%n",
        exitCodeList = {"0: written", "1: an error"})
@SuppressWarnings("NullAway.Init")
final class ExportContent implements Callable<Integer> {
    @Mixin
    private Target target;

    @Option(names = "--json", description = "As JSON instead of YAML.")
    private boolean asJson;

    @Option(names = "--output", paramLabel = "FILE", description = "Into this file instead of to standard output.")
    private @Nullable Path output;

    @Override
    public Integer call() {
        var text = target.open().export(asJson ? "application/json" : "application/yaml");
        if (output == null) {
            target.surroundings().out().print(text);
            target.surroundings().out().flush();
            return LedgerTool.DONE;
        }
        try {
            Files.writeString(output, text);
            return LedgerTool.DONE;
        } catch (IOException e) {
            throw new Trouble("The export cannot be written to %s: %s.".formatted(output, e));
        }
    }
}
