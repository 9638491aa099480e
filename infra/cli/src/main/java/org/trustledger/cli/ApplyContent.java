package org.trustledger.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code infra/ledger apply}. */
@Command(
        name = "apply",
        description =
                "Shows the plan, asks, and applies exactly what was planned: all of it in one commit, or nothing.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = LedgerTool.ERROR,
        exitCodeOnExecutionException = LedgerTool.ERROR,
        exitCodeListHeading = "%nExit codes%n",
        exitCodeList = {"0: the trust center says what the document says", "1: an error, or nobody agreed"})
@SuppressWarnings("NullAway.Init")
final class ApplyContent implements Callable<Integer> {
    @Mixin
    private Target target;

    @Mixin
    private Wanted wanted;

    @Option(names = "--yes", description = "Do not ask. Needed where there is no terminal.")
    private boolean isAgreed;

    @Override
    public Integer call() {
        var surroundings = target.surroundings();
        var out = surroundings.out();
        var office = target.open();
        var document = wanted.document();
        var plan = office.plan(document, wanted.removals(), true);
        out.print(plan.text());
        out.flush();
        if (plan.facts() == 0) {
            return LedgerTool.DONE;
        }
        if (!isAgreed && !surroundings.asker().agrees("Apply this? Only yes will do: ")) {
            throw new Trouble("Nothing was applied: say yes at the terminal, or --yes.");
        }
        var applied = office.apply(document, wanted.removals(), plan.contentPosition());
        out.println("Applied: %d %s, content position %d, recorded %s."
                .formatted(
                        applied.path("facts").asInt(),
                        applied.path("facts").asInt() == 1 ? "fact" : "facts",
                        applied.path("contentPosition").asLong(),
                        applied.path("recordedAt").asString()));
        return LedgerTool.DONE;
    }
}
