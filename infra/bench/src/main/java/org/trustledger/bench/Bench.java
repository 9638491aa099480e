package org.trustledger.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures the rows that were asked for. */
final class Bench {
    private final Path home;
    private final Scale scale;
    private final List<Row> rows;
    private final Report report = new Report();

    Bench(Path home, Scale scale, List<Row> rows) {
        this.home = home;
        this.scale = scale;
        this.rows = List.copyOf(rows);
    }

    static List<Row> all() {
        return List.of(
                new PublishRow(),
                new ImportRow(),
                new RebuildRow(),
                new PastRow(),
                new DownloadRow(),
                new VisibleRow(),
                new NoticeRow(),
                new PackRow());
    }

    static void main(String[] args) throws Exception {
        var home = Path.of(System.getProperty("trust-ledger.home", ""))
                .toAbsolutePath()
                .normalize();
        var scale = Scale.FULL;
        var wanted = new ArrayList<String>();
        for (var words = List.of(args).iterator(); words.hasNext(); ) {
            var word = words.next();
            switch (word) {
                case "--quick" -> scale = Scale.QUICK;
                case "--smoke" -> scale = Scale.SMOKE;
                case "--facts" -> scale = scale.withFacts(Integer.parseInt(words.next()));
                default -> wanted.add(word);
            }
        }
        var rows = all().stream()
                .filter(row -> wanted.isEmpty() || wanted.contains(row.name()))
                .toList();
        var names = all().stream().map(Row::name).toList();
        if (!names.containsAll(wanted)) {
            System.err.printf("There is no row %s: choose of %s.%n", String.join(", ", wanted), names);
            System.exit(2);
        }
        var bench = new Bench(home, scale, rows);
        bench.measure();
        var sections = bench.sections("infra/bench/run " + String.join(" ", args));
        System.out.println(Results.page(Map.of(), sections, names));
        if (scale.equals(Scale.FULL)) {
            Results.write(home.resolve("infra/bench/RESULTS.md"), sections, names);
        }
        // Threads of the broker may be left.
        Runtime.getRuntime().halt(0);
    }

    /** Measures each row in surroundings of its own; one that fails stops the bench. */
    Report measure() throws Exception {
        for (var row : rows) {
            var begin = System.nanoTime();
            System.err.printf("%s …%n", row.name());
            try (var surroundings = new Surroundings(home, scale)) {
                for (var line : row.measure(surroundings)) {
                    report.add(row.name(), line);
                    System.err.printf(
                            "  %s: %s, to reach %s%n", line.work(), line.ratio().text(), line.target());
                }
            } catch (LeftOut e) {
                report.leaveOut(row.name(), e.why());
                System.err.printf("  left out: %s%n", e.why());
            }
            System.err.printf(
                    "  took %d s%n", Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        }
        return report;
    }

    /** Markdown by row, each with what it was measured by and on. */
    Map<String, String> sections(String command) {
        return report.sections("Measured by `%s` on %s at %s: %s."
                .formatted(
                        command.strip(),
                        LocalDate.now(Clock.systemUTC()),
                        Machine.versionOf("git", "-C", home.toString(), "describe", "--always", "--dirty"),
                        String.join("; ", Machine.described(home))));
    }
}
