package org.trustledger.chaos;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.standalone.Parts;

/** The most telling deaths, each in the middle of what it would hurt most; the long run does the rest. */
class WhatMustSurviveIT {
    private static final Path HOME = Path.of(System.getProperty("trust-ledger.home", "../.."))
            .toAbsolutePath()
            .normalize();
    private static final Duration READY = Duration.ofMinutes(4);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final Duration MOMENT = Duration.ofSeconds(30);
    private static final int LARGE = 5_000;
    private static final int PORTS = 12;

    private final Tally tally = new Tally();
    private final Clock clock = Clock.systemUTC();

    @Test
    void nothingAcknowledgedIsLostOrDoubledWhateverProcessDies(@TempDir Path directory) throws Exception {
        try (var parts = Parts.of(HOME, directory.resolve("data"), freePorts());
                var house = House.in(parts, Arguments.launcher(HOME));
                var desk = new Desk(parts, clock, ANSWER)) {
            house.complete(READY);
            var small = open("tc-small", 5);
            assertThat(fill(desk, small).get()).isTrue();

            var large = open("tc-large", LARGE);
            var answer = fill(desk, large);
            die(house, Moment.APPLYING, Part.OFFICE);
            die(house, Moment.RELAYING, Part.OFFICE);
            die(house, Moment.PROJECTING, Part.COUNTER);
            assertThat(answer.get()).isTrue();

            var next = open("tc-next", LARGE);
            answer = fill(desk, next);
            die(house, Moment.APPLYING, Part.POSTGRESQL);
            die(house, Moment.RELAYING, Part.KAFKA);
            assertThat(answer.get()).isTrue();

            promisePack(desk, small);
            die(house, Moment.RENDERING, Part.PRESS);

            assertThat(new Rest(house).await(READY))
                    .as("what is still under way")
                    .isEmpty();
            var figures = new Audit(house, desk, tally).of(tally.books());
            System.out.printf("%s%n%s%n%s%n", figures, tally.counts(), desk.sentences());
            assertThat(tally.findings()).isEmpty();
            assertThat(figures.facts()).isGreaterThan(2 * LARGE);
            assertThat(figures.promisedPacks()).isPositive();
            assertThat(tally.counts()).containsKey("killed while applying");
        }
    }

    private Book open(String trustCenter, int answers) {
        var book = new Book(trustCenter, answers);
        tally.open(book);
        return book;
    }

    /** Sends the document, again and again if the answer is lost. */
    private CompletableFuture<Boolean> fill(Desk desk, Book book) {
        var writer = new Writer(desk, tally, new Pause(), new SplittableRandom(tally.next()), 0);
        return supplyAsync(() -> writer.fill(book), Thread::startVirtualThread);
    }

    private void die(House house, Moment moment, Part part) {
        // A machine may be too fast for the moment to be seen; then it dies at another one.
        var caught = moment.await(house, MOMENT);
        house.kill(part);
        tally.count(caught ? "killed while " + moment : "killed too late for " + moment);
        house.complete(READY);
    }

    private void promisePack(Desk desk, Book book) {
        var validAt = book.commits()
                .getFirst()
                .recordedAt()
                .truncatedTo(ChronoUnit.MILLIS)
                .plusSeconds(1);
        assertThat(desk.requestPack(book.trustCenter(), validAt.toString(), false))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> book.promisePack(done.body().path("pack").asString()));
    }

    private static int freePorts() {
        // Below those that the kernel gives to whoever connects, or one could be gone before the house takes it.
        return new SplittableRandom()
                .ints(100, 20_000, 32_000)
                .filter(base -> IntStream.range(base, base + PORTS).allMatch(WhatMustSurviveIT::isFree))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No twelve consecutive ports are free"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
