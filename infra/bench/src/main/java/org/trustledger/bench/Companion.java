package org.trustledger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A process that is stopped at the end. */
final class Companion implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;
    // A line for each generation.
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private final Process process;
    private final Path log;

    private Companion(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Companion start(List<String> command, Path log) {
        try {
            return new Companion(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until an address answers 200. */
    void awaitAnswer(HttpClient http, URI address) {
        var request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
                pause(50);
            } catch (IOException notYet) {
                pause(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        try {
            throw new IllegalStateException("Nothing answers at %s: %s".formatted(address, Insider.lastOf(log)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the process has ended by itself. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Waits until the process has ended by itself, and well. */
    void mustSucceed() throws InterruptedException {
        var code = awaitEnd();
        if (code != 0) {
            try {
                throw new IllegalStateException("Ended with %d: %s".formatted(code, Insider.lastOf(log)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What a Java process holds on to: MB of its heap that a whole collection leaves, counted before it goes on. */
    double liveHeap() throws IOException, InterruptedException {
        var total = TOTAL.matcher(diagnose("GC.class_histogram"));
        if (!total.find()) {
            throw new IllegalStateException("The Java of this bench says nothing of its heap that is understood");
        }
        return Long.parseLong(total.group(1)) / 1e6;
    }

    private String diagnose(String what) throws IOException, InterruptedException {
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        what)
                .redirectErrorStream(true)
                .start();
        var said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException("jcmd %s: %s".formatted(what, said));
        }
        return said;
    }

    private void pause(long millis) {
        try {
            // Ends early if the process does, which is all that waiting could be for.
            if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        Surroundings.end(process);
    }
}
