package org.trustledger.chaos;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param home the repository, built
 * @param launcher artifact of this module
 * @param work where the data of the run are kept while it runs
 * @param port first of ten
 * @param report file to write the report to
 */
record Arguments(Path home, Path launcher, Path work, int minutes, long seed, int port, Path report) {
    /** @throws IllegalArgumentException saying what cannot be understood */
    static Arguments parse(Path home, Clock clock, List<String> words) {
        var minutes = 15;
        var seed = clock.millis();
        var port = 28_400;
        var work = Path.of(System.getProperty("java.io.tmpdir"));
        var report = home.resolve("infra/chaos/target/report.md");
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
                default ->
                    throw new IllegalArgumentException(
                            "There is no option %s: there are --minutes, --seed, --port, --work and --report."
                                    .formatted(option));
            }
        }
        return new Arguments(
                home, launcher(home), work.toAbsolutePath().normalize(), minutes, seed, port, report.toAbsolutePath());
    }

    /** The artifact of this module. */
    static Path launcher(Path home) {
        return home.resolve("infra/chaos/target/chaos-0.1.0-SNAPSHOT.jar");
    }

    private static int number(String option, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("%s takes a number and not '%s'.".formatted(option, value));
        }
        return Integer.parseInt(value);
    }
}
