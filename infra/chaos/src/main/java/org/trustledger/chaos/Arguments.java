package org.trustledger.chaos;

import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What was asked for on the command line.
 *
 * @param home the repository, built
 * @param launcher artifact of this module
 * @param work where the data of the run are kept while it runs
 * @param port first of ten
 * @param report file to write the report to
 * @param faults the kinds that may happen
 */
record Arguments(
        Path home, Path launcher, Path work, int minutes, long seed, int port, Path report, Set<Fault.Kind> faults) {
    private static final int SEEDS = 1_000_000_000;

    /** @throws IllegalArgumentException saying what cannot be understood */
    static Arguments parse(Path home, Clock clock, List<String> words) {
        var minutes = 15;
        // One that can be asked for again.
        var seed = Math.floorMod(clock.millis(), (long) SEEDS);
        var port = 28_400;
        var work = Path.of(System.getProperty("java.io.tmpdir"));
        var report = home.resolve("infra/chaos/target/report.md");
        Set<Fault.Kind> faults = EnumSet.allOf(Fault.Kind.class);
        for (var each = words.iterator(); each.hasNext(); ) {
            var option = each.next();
            if (!each.hasNext()) {
                throw new IllegalArgumentException("The option %s needs a value after it.".formatted(option));
            }
            var value = each.next();
            switch (option) {
                case "--minutes" -> minutes = number(option, value);
                case "--seed" -> seed = number(option, value);
                case "--port" -> port = number(option, value);
                case "--work" -> work = Path.of(value);
                case "--report" -> report = Path.of(value);
                case "--faults" -> faults = kinds(value);
                default ->
                    throw new IllegalArgumentException(
                            "There is no option %s: there are --minutes, --seed, --faults, --port, --work and --report."
                                    .formatted(option));
            }
        }
        return new Arguments(
                home,
                launcher(home),
                work.toAbsolutePath().normalize(),
                minutes,
                seed,
                port,
                report.toAbsolutePath(),
                faults);
    }

    /** The artifact of this module. */
    static Path launcher(Path home) {
        return home.resolve("infra/chaos/target/chaos-0.1.0-SNAPSHOT.jar");
    }

    private static Set<Fault.Kind> kinds(String value) {
        var kinds = EnumSet.noneOf(Fault.Kind.class);
        for (var word : value.split(",", -1)) {
            kinds.add(Fault.Kind.named(word.strip())
                    .orElseThrow(() -> new IllegalArgumentException("--faults takes one or more of %s and not '%s'."
                            .formatted(EnumSet.allOf(Fault.Kind.class), word.strip()))));
        }
        return kinds;
    }

    private static int number(String option, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("%s takes a number and not '%s'.".formatted(option, value));
        }
        return Integer.parseInt(value);
    }
}
