package org.trustledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A service started by its real main, in a process of its own, that is expected to give up.
 *
 * @param errors what it wrote to standard error
 * @param output what it wrote to standard output
 */
public record ServiceStart(int exitCode, String errors, String output) {
    private static final long PATIENCE_SECONDS = 120;

    /**
     * @param main class with the main method
     * @param environment further variables
     * @param settings as arguments, each {@code key=value}; the name of a task may come before them
     */
    public static ServiceStart inVain(String main, Map<String, String> environment, List<String> settings) {
        try {
            var folder = Files.createTempDirectory("trust-ledger-start-");
            try {
                var errors = folder.resolve("errors");
                var output = folder.resolve("output");
                var command = new ArrayList<>(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main));
                settings.forEach(setting -> command.add(setting.contains("=") ? "--" + setting : setting));
                var builder = new ProcessBuilder(command)
                        .redirectError(errors.toFile())
                        .redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                var process = builder.start();
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("It runs instead of giving up: " + Files.readString(output));
                }
                return new ServiceStart(
                        process.exitValue(),
                        Files.readString(errors, StandardCharsets.UTF_8),
                        Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                for (var name : List.of("errors", "output")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
