package org.trustledger.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;

/** A parent to be killed: a process of its own that starts a server, says on which port, and then only lives. */
final class Holder implements AutoCloseable {
    private final Process process;
    private final int port;

    private Holder(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Holder of(String server, Path directory) {
        try {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Holder.class.getName(),
                            server,
                            directory.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            @SuppressWarnings("resource") // closing it would close the pipe that the process may still write to
            var lines = new Scanner(process.getInputStream());
            while (lines.hasNextLine()) {
                var line = lines.nextLine();
                if (line.startsWith("port ")) {
                    return new Holder(process, Integer.parseInt(line.substring("port ".length())));
                }
            }
            throw new AssertionError("The holder of %s ended before it had started it".formatted(server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** As {@code kill -9} does: no clean-up of its own runs. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Kills the shells that would have cleaned up after it as well. */
    void killWithItsLifeline() {
        List<ProcessHandle> shells = process.children().toList();
        shells.forEach(ProcessHandle::destroyForcibly);
        kill();
    }

    @Override
    public void close() {
        kill();
    }

    static void main(String[] args) throws InterruptedException {
        var directory = Path.of(args[1]);
        var port = switch (args[0]) {
            case "postgres" ->
                PostgresServer.start(directory, PostgresServerTest.SOFTWARE, 0).port();
            case "kafka" -> KafkaBroker.start(directory, 0, 0).port();
            default -> throw new IllegalArgumentException(args[0]);
        };
        System.out.println("port " + port);
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
