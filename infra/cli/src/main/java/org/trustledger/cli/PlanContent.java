package org.trustledger.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code infra/ledger plan}. */
@Command(
        name = "plan",
        description = "Tells what applying a document would change, and changes nothing.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = LedgerTool.ERROR,
        exitCodeOnExecutionException = LedgerTool.ERROR,
        exitCodeListHeading = "%nExit codes%n",
        exitCodeList = {"0: nothing to change", "1: an error", "2: there are changes"})
@SuppressWarnings("NullAway.Init")
final class PlanContent implements Callable<Integer> {
    @Mixin
    private Target target;

    @Mixin
    private Wanted wanted;

    @Option(names = "--json", description = "As JSON instead of in words.")
    private boolean asJson;

    @Override
    public Integer call() {
        var plan = target.open().plan(wanted.change(), !asJson);
        target.surroundings().out().print(plan.text());
        target.surroundings().out().flush();
        return plan.facts() == 0 ? LedgerTool.DONE : LedgerTool.CHANGES;
    }
}
