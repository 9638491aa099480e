package org.trustledger.standalone.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that ends when this process does, however this process ends.
 *
 * <p>A shell stands between the two and reads a pipe from here; when the pipe closes, which the kernel sees to even
 * after a {@code kill -9}, it stops the program. Ctrl-C in the terminal does not reach the program, so that the
 * launcher decides on the order of stopping.
 */
public final class GuardedProcess {
    // The program inherits that INT and HUP are ignored. A handler of TERM it would keep until it has replaced the
    // shell
    // it begins as, and a TERM that comes before then would be lost: so the guardian listens only after starting it.
    private static final String GUARDIAN = """
            trap '' INT HUP
            output=$1
            shift
            exec 3<&0
            "$@" </dev/null 3<&- >>"$output" 2>&1 &
            program=$!
            trap : TERM
            echo $program
            exec >/dev/null
            (
              trap - TERM
              while read -r _; do :; done <&3
              kill -s TERM $program 2>/dev/null
              tries=0
              while kill -s 0 $program 2>/dev/null && [ $tries -lt 50 ]; do
                sleep 0.2
                tries=$((tries + 1))
              done
              kill -s KILL $program 2>/dev/null
            ) &
            watcher=$!
            exec 3<&-
            while :; do
              wait $program
              code=$?
              kill -s 0 $program 2>/dev/null || break
            done
            kill -s TERM $watcher 2>/dev/null
            exit $code
            """;

    private static final Duration MERCY = Duration.ofSeconds(10);

    private final Process guardian;
    private final Optional<ProcessHandle> program;
    private final CompletableFuture<Integer> ended;

    private GuardedProcess(Process guardian, Optional<ProcessHandle> program) {
        this.guardian = guardian;
        this.program = program;
        this.ended = guardian.onExit().thenApplyAsync(this::afterwards, Thread::startVirtualThread);
    }

    /**
     * Starts the program.
     *
     * @param output file that both its streams are appended to
     */
    public static GuardedProcess start(List<String> command, Path output, Path directory) throws IOException {
        var guarded = new ArrayList<>(List.of("sh", "-c", GUARDIAN, "trust-ledger-guardian", output.toString()));
        guarded.addAll(command);
        var builder = new ProcessBuilder(guarded)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("AXONIQ_UPDATE_CHECKER_DISABLED", "true");
        var guardian = builder.start();
        var reader = new BufferedReader(new InputStreamReader(guardian.getInputStream(), StandardCharsets.US_ASCII));
        var number = reader.readLine();
        if (number == null) {
            throw new IOException("the shell that should start %s ended at once".formatted(command.getFirst()));
        }
        return new GuardedProcess(guardian, ProcessHandle.of(Long.parseLong(number)));
    }

    /** The program itself; absent if it ended at once. */
    public Optional<ProcessHandle> program() {
        return program;
    }

    /** Completes with the exit code when the program has ended and nothing of it is left. */
    public CompletableFuture<Integer> ended() {
        return ended;
    }

    /** Asks the program to end, and makes it end when it has not done so in time. */
    public void stop(Duration patience) {
        program.ifPresent(handle -> {
            handle.destroy();
            if (!endsWithin(handle, patience)) {
                handle.destroyForcibly();
                endsWithin(handle, MERCY);
            }
        });
        guardian.onExit()
                .completeOnTimeout(guardian, MERCY.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    // The guardian can be killed as well, and then the program is without a parent but not yet without life.
    private int afterwards(Process ended) {
        program.filter(ProcessHandle::isAlive).ifPresent(handle -> {
            handle.destroy();
            if (!endsWithin(handle, MERCY)) {
                handle.destroyForcibly();
                endsWithin(handle, MERCY);
            }
        });
        try {
            ended.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            return ended.exitValue();
        }
        return ended.exitValue();
    }

    static boolean endsWithin(ProcessHandle handle, Duration patience) {
        handle.onExit()
                .completeOnTimeout(handle, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return !handle.isAlive();
    }
}
