package org.trustledger.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code infra/ledger apply}. */
@Command(
        name = "apply",
        description =
                "Shows the plan, asks, and applies exactly what was planned: all of it in one commit, or nothing. Where somebody"
                        + " else has to approve it, it is sent for review instead.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = LedgerTool.ERROR,
        exitCodeOnExecutionException = LedgerTool.ERROR,
        exitCodeListHeading = "%nExit codes%n",
        exitCodeList = {
            "0: the trust center says what the document says",
            "1: an error, or nobody agreed",
            "3: somebody else has to approve it, or it is under embargo, and nothing is recorded until then"
        })
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
        var change = wanted.change();
        var plan = office.plan(change, true);
        out.print(plan.text());
        out.flush();
        if (plan.facts() == 0) {
            return LedgerTool.DONE;
        }
        if (!isAgreed && !surroundings.asker().agrees("Apply this? Only yes will do: ")) {
            throw new Trouble("Nothing was applied: say yes at the terminal, or --yes.");
        }
        var applied = office.apply(change, plan.contentPosition());
        if (applied.path("state").asString("").equals("embargoed")) {
            out.println("Under embargo: change set %s, %d %s. Recorded by itself at %s, and nothing of it before."
                    .formatted(
                            applied.path("id").asString(),
                            applied.path("facts").asInt(),
                            applied.path("facts").asInt() == 1 ? "fact" : "facts",
                            applied.path("embargo").asString()));
            return LedgerTool.WAITS;
        } else if (applied.has("state")) {
            out.println(
                    "Sent for review: change set %s, %d %s. Nothing is recorded until somebody else approves it, under Review in the workbench."
                            .formatted(
                                    applied.path("id").asString(),
                                    applied.path("facts").asInt(),
                                    applied.path("facts").asInt() == 1 ? "fact" : "facts"));
            return LedgerTool.WAITS;
        }
        out.println("Applied: %d %s, content position %d, recorded %s."
                .formatted(
                        applied.path("facts").asInt(),
                        applied.path("facts").asInt() == 1 ? "fact" : "facts",
                        applied.path("contentPosition").asLong(),
                        applied.path("recordedAt").asString()));
        return LedgerTool.DONE;
    }
}
