package org.trustledger.chaos;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.trustledger.backing.Trees;
import org.trustledger.standalone.Parts;

/** Rounds of random faults under load, until the time is over; then everything is held against the journal. */
final class LongRun {
    private static final Duration READY = Duration.ofMinutes(10);
    private static final Duration ANSWER = Duration.ofMinutes(10);
    private static final Duration REST = Duration.ofMinutes(20);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int LARGEST = 50_000;
    // What is short of something it needs may end once more, and is started once more.
    private static final int STARTS = 5;
    private static final double NANOS = 1e9;

    private final Arguments arguments;
    private final Clock clock;
    private final Tally tally = new Tally();
    private final long begun = System.nanoTime();
    private final List<Strike> strikes = new ArrayList<>();
    private final Map<Part, Integer> endedByThemselves = new EnumMap<>(Part.class);
    private Map<String, Integer> sentences = Map.of();
    private long ready = begun;

    LongRun(Arguments arguments, Clock clock) {
        this.arguments = arguments;
        this.clock = clock;
    }

    /** The report. */
    Report go() throws Exception {
        var directory = Files.createTempDirectory(arguments.work(), "trust-ledger-chaos-");
        var data = directory.resolve("data");
        var disks = disks(directory, data);
        // Processes end with this one whichever way it ends; what is mounted stays.
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().unstarted(() -> disks.values().forEach(Disk::close)));
        try (var parts = Parts.of(arguments.home(), data, arguments.port())) {
            say("Seed %d, %d minutes, in %s", arguments.seed(), arguments.minutes(), directory);
            var figures = live(parts, disks, FakedClock.keptIn(directory.resolve("clock")));
            return new Report(
                    arguments,
                    Duration.ofNanos(System.nanoTime() - begun),
                    strikes,
                    endedByThemselves,
                    tally,
                    sentences,
                    figures,
                    limits(disks));
        } finally {
            if (tally.findings().isEmpty()) {
                disks.values().forEach(Disk::close);
                Trees.delete(directory);
            } else {
                disks.values().forEach(Disk::leave);
                say("What is left is in %s%s", directory, disks.isEmpty() ? "" : ", as mounted file systems");
            }
        }
    }

    private Map<Part, Disk> disks(Path directory, Path data) {
        var disks = new EnumMap<Part, Disk>(Part.class);
        if (!arguments.faults().contains(Fault.Kind.DISK)) {
            return disks;
        }
        // Several times what a run of this length fills by itself: full is what a fault makes of them.
        var minutes = arguments.minutes();
        Map.of(
                        Part.POSTGRESQL, Map.entry("postgresql", 4_000 + 500 * minutes),
                        Part.KAFKA, Map.entry("kafka", 2_000 + 200 * minutes),
                        Part.PRESS, Map.entry("archive", 700 + 200 * minutes))
                .forEach((part, disk) -> Disk.mount(
                                directory.resolve(disk.getKey() + ".image"),
                                data.resolve(disk.getKey()),
                                disk.getValue())
                        .ifPresent(mounted -> disks.put(part, mounted)));
        return disks;
    }

    private List<String> limits(Map<Part, Disk> disks) {
        var limits = new ArrayList<String>();
        if (arguments.faults().contains(Fault.Kind.DISK) && disks.size() < 3) {
            limits.add("No file system can be mounted here, so no disk was full.");
        }
        if (arguments.faults().contains(Fault.Kind.CLOCK)
                && FakedClock.keptIn(arguments.work()).isEmpty()) {
            limits.add("libfaketime is not installed, so no clock jumped.");
        }
        return limits;
    }

    private Audit.Figures live(Parts parts, Map<Part, Disk> disks, Optional<FakedClock> faked) throws Exception {
        var random = new SplittableRandom(arguments.seed());
        try (var house = House.in(parts, arguments.launcher());
                var desk = new Desk(parts, clock, ANSWER)) {
            house.complete(READY);
            say("Everything is ready");
            ready = System.nanoTime();
            var load = new Load(desk, tally, clock, Long.toString(arguments.seed() % 10_000, 36), LARGEST);
            var faults = Faults.of(house, arguments.faults(), disks, faked);
            if (faults.isEmpty()) {
                throw new IllegalArgumentException(String.join(" ", limits(disks)));
            }
            load.begin(random.split());
            new Pause().of(WARM_UP);
            rounds(house, desk, faults, random);
            say("No more faults; what is open is sent until it is answered");
            keepAlive(house, runAsync(load::end, Thread::startVirtualThread));
            keepAlive(house, supplyAsync(() -> new Rest(house).await(REST), Thread::startVirtualThread))
                    .forEach(left -> tally.find("It did not come to rest: " + left));
            say("Everything rests; looking at all of it");
            sentences = desk.sentences();
            return new Audit(house, desk, tally).of(tally.books());
        }
    }

    private void rounds(House house, Desk desk, List<Fault> faults, RandomGenerator random) {
        var end = ready + Duration.ofMinutes(arguments.minutes()).toNanos();
        var order = new ArrayList<Fault>();
        var round = 0;
        while (System.nanoTime() < end) {
            if (order.isEmpty()) {
                order.addAll(faults);
                Collections.shuffle(order, new Random(random.nextLong()));
            }
            var fault = order.removeLast();
            var lasts = Duration.ofMillis(fault.lasts(random));
            // Half of the time at any moment, half of the time in the middle of something.
            var moment = Moment.values()[random.nextInt(Moment.values().length)];
            var caught = random.nextBoolean() && moment.await(house, PATIENCE);
            round++;
            say("%d: %s%s for %.1f s", round, fault.name(), caught ? " while " + moment : "", lasts.toMillis() / 1e3);
            try {
                fault.strike().run();
                new Pause().of(lasts);
            } catch (RuntimeException e) {
                tally.find("Round %d: %s".formatted(round, e.getMessage()));
            } finally {
                fault.heal().run();
            }
            var recovery = recover(house, desk, round);
            strikes.add(new Strike(fault, caught ? Optional.of(moment) : Optional.empty(), recovery));
            say("   %.1f s until a change was taken and shown", recovery);
            new Pause().of(Duration.ofMillis(random.nextLong(500, 12_000)));
        }
    }

    /** How long it takes until a change is acknowledged and the counter shows it, in seconds. */
    private double recover(House house, Desk desk, int round) {
        var since = System.nanoTime();
        var book = new Book("tc-probe-" + round, 1);
        tally.open(book);
        var trying = new Pause();
        var writer = new Writer(desk, tally, trying, new SplittableRandom(round + arguments.seed()), 0);
        var filled = supplyAsync(() -> writer.fill(book), Thread::startVirtualThread)
                .orTimeout(READY.toSeconds(), TimeUnit.SECONDS);
        filled.whenComplete((done, late) -> trying.end());
        if (!keepAlive(house, filled.exceptionally(late -> false))) {
            tally.find("Round %d: no change was taken within %s".formatted(round, READY));
            return seconds(since);
        }
        var shown = supplyAsync(() -> new Pause().until(READY, () -> shows(desk, book)), Thread::startVirtualThread);
        if (!keepAlive(house, shown)) {
            tally.find("Round %d: the counter did not show a change within %s".formatted(round, READY));
        }
        return seconds(since);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / NANOS;
    }

    /** Starts what is not alive, again and again until something is done. */
    private <T> T keepAlive(House house, CompletableFuture<T> done) {
        var pause = new Pause();
        var failures = 0;
        while (!done.isDone()) {
            for (var part : Part.values()) {
                if (house.hasEndedByItself(part)) {
                    endedByThemselves.merge(part, 1, Integer::sum);
                    say("   %s %s by itself", part, house.end(part));
                }
            }
            try {
                house.complete(READY);
            } catch (RuntimeException e) {
                failures++;
                say("   %s", e);
                if (failures == STARTS) {
                    tally.find("Something could not be started %d times: %s".formatted(STARTS, e.getMessage()));
                }
            }
            pause.of(LOOK);
        }
        return done.join();
    }

    private static boolean shows(Desk desk, Book book) {
        try {
            desk.read("/api/v1/trust-centers/%s?min-position=%d".formatted(book.trustCenter(), book.contentPosition()));
            return true;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void say(String sentence, Object... values) {
        System.out.printf("%6.1f s  %s%n", seconds(begun), sentence.formatted(values));
    }
}
