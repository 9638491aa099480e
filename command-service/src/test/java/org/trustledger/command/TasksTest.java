package org.trustledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.command.ledger.Facts.profile;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.trustledger.command.ledger.Ledger;

class TasksTest {
    private final RunningOffice office = RunningOffice.shared();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream trouble = new ByteArrayOutputStream();

    @Test
    void withoutTheNameOfATaskTheOfficeServes() {
        assertThat(run()).isEmpty();
        assertThat(run("--server.port=1")).isEmpty();
    }

    @Test
    void aTaskThatDoesNotExistIsNamedBesideThoseThatDo() {
        assertThat(run("chekc")).contains(2);
        assertThat(text(trouble)).isEqualTo("There is no task 'chekc', only: check");
    }

    @Test
    void checksBesideTheRunningOfficeWithNothingOfItsOwnOnTheOutput() {
        var trustCenter = RunningOffice.newTrustCenter();
        office.bean(Ledger.class)
                .record(
                        trustCenter,
                        "actor-1",
                        "correlation-1",
                        _ -> List.of(profile(1, Instant.parse("2026-01-15T00:00:00Z"), "en")));

        var exitCode = run(check("--trust-ledger.kafka.bootstrap-servers=" + office.bootstrapServers(), "--wait=60s"));

        assertThat(text(trouble)).isEmpty();
        assertThat(text(out).lines())
                .allMatch(line -> line.matches("[a-z0-9-]+: \\d+ facts, position \\d+, sha256 [0-9a-f]{64}"))
                .anyMatch(line -> line.startsWith(trustCenter + ":"));
        assertThat(exitCode).contains(0);
    }

    @Test
    void whatItCouldNotCheckIsASentence() {
        assertThat(run(check("--trust-ledger.kafka.bootstrap-servers=127.0.0.1:1", "--wait=1s")))
                .contains(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(trouble)).startsWith("Could not check: ").hasLineCount(1);
    }

    @Test
    void whatKeepsItFromStartingIsNotSaidTwice() {
        assertThat(run(check())).contains(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(trouble)).as("beside the sentence of the start").isEmpty();
    }

    private String[] check(String... further) {
        var settings = office.bean(Environment.class);
        var arguments = new ArrayList<>(List.of("check", "--trust-ledger.topics.facts=" + office.factsTopic()));
        for (var key : List.of("url", "username", "password")) {
            arguments.add("--spring.datasource.%s=%s".formatted(key, settings.getProperty("spring.datasource." + key)));
        }
        arguments.addAll(List.of(further));
        return arguments.toArray(String[]::new);
    }

    private Optional<Integer> run(String... arguments) {
        return CommandServiceApplication.TASKS.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(trouble, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(StandardCharsets.UTF_8).strip();
    }
}
