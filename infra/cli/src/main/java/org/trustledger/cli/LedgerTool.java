package org.trustledger.cli;

import java.io.Console;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The tool as a whole. */
@Command(
        name = "infra/ledger",
        description = "Content as code: what a trust center says, as one document.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {PlanContent.class, ApplyContent.class, ExportContent.class},
        exitCodeOnInvalidInput = LedgerTool.ERROR,
        exitCodeOnExecutionException = LedgerTool.ERROR,
        footer = {
            "",
            "The token is taken from the environment variable TRUST_LEDGER_TOKEN, or from --token-file. TRUST_LEDGER_OFFICE"
                    + " and TRUST_LEDGER_TRUST_CENTER stand for the options of those names."
        })
public final class LedgerTool implements Runnable {
    static final int DONE = 0;
    static final int ERROR = 1;
    static final int CHANGES = 2;
    static final int WAITS = 3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final Surroundings surroundings;

    private LedgerTool(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static void main(String[] arguments) {
        var console = System.console();
        var out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        var errors = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        System.exit(run(new Surroundings(System.getenv(), out, errors, asker(console, errors)), arguments));
    }

    /** Runs one command line; the exit code. */
    public static int run(Surroundings surroundings, String... arguments) {
        return new CommandLine(new LedgerTool(surroundings), new CommandLine.IFactory() {
                    private final CommandLine.IFactory others = CommandLine.defaultFactory();

                    @Override
                    public <K> K create(Class<K> type) throws Exception {
                        return type == Target.class ? type.cast(new Target(surroundings)) : others.create(type);
                    }
                })
                .setOut(surroundings.out())
                .setErr(surroundings.errors())
                .setExecutionExceptionHandler((cause, commandLine, _) -> {
                    surroundings.errors().println(cause instanceof Trouble trouble ? trouble.getMessage() : cause);
                    return ERROR;
                })
                .execute(arguments);
    }

    /** How a person is asked; nobody can be where there is no terminal. */
    private static Asker asker(@Nullable Console console, PrintWriter errors) {
        if (console == null || !console.isTerminal()) {
            return Asker.NOBODY;
        }
        return question -> {
            errors.print(question);
            errors.flush();
            var answer = console.readLine();
            return answer != null && answer.strip().equals("yes");
        };
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: plan, apply or export.");
    }
}
