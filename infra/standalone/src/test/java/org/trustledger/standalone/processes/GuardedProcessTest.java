package org.trustledger.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessTest {
    @TempDir
    Path directory;

    @Test
    void passesOnHowTheProgramEndedAndWhatItSaid() throws Exception {
        var process = start("sh", "-c", "echo said; exit 7");

        assertThat(process.ended().get(10, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(output()).hasContent("said");
    }

    @Test
    void passesArgumentsOnUntouched() throws Exception {
        start("printf", "%s|", "two words", "$HOME", "a'b\"c").ended().get(10, TimeUnit.SECONDS);

        assertThat(output()).hasContent("two words|$HOME|a'b\"c|");
    }

    @Test
    void endsTheProgramWhenTheLauncherIsKilled() throws Exception {
        var launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName(),
                        output().toString())
                .start();
        var lines = new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8));
        var program = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
        assertThat(program.isAlive()).isTrue();

        launcher.destroyForcibly().onExit().join();

        program.onExit().get(5, TimeUnit.SECONDS);
    }

    @Test
    void endsTheProgramWhenItsGuardianIsKilled() throws Exception {
        var process = start("sleep", "300");
        var program = process.program().orElseThrow();

        program.parent().orElseThrow().destroyForcibly();

        process.ended().get(10, TimeUnit.SECONDS);
        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void asksAProgramThatHasOnlyJustBegun() throws Exception {
        for (var time = 0; time < 40; time++) {
            var process = start("sleep", "300");

            process.stop(Duration.ofSeconds(1));

            assertThat(process.ended().get(10, TimeUnit.SECONDS)).isEqualTo(128 + 15);
        }
    }

    @Test
    void endsAProgramThatDoesNotListen() throws Exception {
        var process = start("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done");
        Awaitility.await().untilAsserted(() -> assertThat(output()).hasContent("deaf"));

        process.stop(Duration.ofMillis(300));

        assertThat(process.ended().get(1, TimeUnit.SECONDS)).isEqualTo(137);
    }

    private Path output() {
        return directory.resolve("output");
    }

    private GuardedProcess start(String... command) throws Exception {
        return GuardedProcess.start(List.of(command), output(), directory);
    }

    /** A launcher to be killed. */
    static final class Launcher {
        private Launcher() {}

        static void main(String[] args) throws Exception {
            var process = GuardedProcess.start(List.of("sleep", "300"), Path.of(args[0]), Path.of("/tmp"));
            System.out.println(process.program().orElseThrow().pid());
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }
}
