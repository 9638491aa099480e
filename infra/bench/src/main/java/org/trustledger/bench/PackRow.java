package org.trustledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Setting a pack, before the seal. */
final class PackRow implements Row {
    private static final int TENFOLD = 10;
    private static final int WARM_UPS = 8;
    private static final String HEAP = "384m";

    @Override
    public String name() {
        return "pack";
    }

    @Override
    public List<Comparison> measure(Surroundings surroundings) throws Exception {
        var pages = surroundings.scale().pages();
        var press = surroundings.inside("pdf-renderer", HEAP, "org.trustledger.pdf.typesetting.SetWorker");
        var manuscript = surroundings.directory("manuscripts").resolve("pack.html");
        press.ask("manuscript", Integer.toString(pages), manuscript.toString());
        var set = (int) press.ask("pages", Integer.toString(pages));
        for (var i = 0; i < WARM_UPS * surroundings.scale().warmUps(); i++) {
            press.ask("set", Integer.toString(pages));
        }
        var comparisons = new ArrayList<Comparison>();
        var weasyPrint = Machine.versionOf("weasyprint", "--version").replace(" version", "");
        if (!weasyPrint.isEmpty()) {
            var printer = weasyPrint(surroundings);
            comparisons.add(compare(
                    surroundings,
                    press,
                    set,
                    weasyPrint + ", warm,",
                    Target.atMost(0.1),
                    () -> printer.ask("print", manuscript.toString())));
        }
        var chromium =
                Machine.versionOf("chromium", "--version").replaceFirst(".*?(Chromium [\\d.]+).*", "headless $1");
        if (!chromium.isEmpty()) {
            var browser = surroundings.closeAtTheEnd(Browser.start(surroundings.directory("browser")));
            comparisons.add(compare(
                    surroundings,
                    press,
                    set,
                    chromium + ", warm,",
                    Target.atMost(0.4),
                    () -> browser.print(manuscript)));
            comparisons.add(compare(
                    surroundings,
                    press,
                    set,
                    chromium + ", started for each pack,",
                    Target.atMost(0.4),
                    () -> printOnce(manuscript)));
        }
        if (comparisons.size() < 2) {
            System.err.println("  WeasyPrint or Chromium is not here and could not be installed");
        }
        comparisons.add(tenfold(surroundings, press, pages));
        return comparisons;
    }

    private static Comparison tenfold(Surroundings surroundings, Insider press, int pages) throws Exception {
        var many = Integer.toString(pages * TENFOLD);
        var set = (int) press.ask("pages", many);
        var measured = surroundings
                .longRounds()
                .measure(() -> press.ask("set", many), () -> TENFOLD * press.ask("set", Integer.toString(pages)));
        return new Comparison(
                "pack of %d pages in a heap of %s".formatted(set, HEAP),
                "%d times the one of %d pages".formatted(TENFOLD, pages),
                "s",
                measured.ours(),
                measured.theirs(),
                Target.atMost(1.1),
                surroundings.longRounds().toString());
    }

    private static Comparison compare(
            Surroundings surroundings, Insider press, int pages, String other, Target target, Rounds.Side printing)
            throws Exception {
        var asked = Integer.toString(surroundings.scale().pages());
        var measured = surroundings.rounds().measure(() -> press.ask("set", asked), printing);
        return new Comparison(
                "pack of %d pages, warm, unsealed: PDF/A-3a, PDF/UA, its data inside".formatted(pages),
                "%s with the same HTML".formatted(other),
                "s",
                measured.ours(),
                measured.theirs(),
                target,
                surroundings.rounds().toString());
    }

    private static double printOnce(Path manuscript) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var printing = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--print-to-pdf=" + manuscript + ".pdf",
                        manuscript.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (printing.waitFor() != 0) {
            throw new IllegalStateException("Chromium printed nothing");
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    // In the interpreter that it was installed for, which need not be the first of the path.
    private static Insider weasyPrint(Surroundings surroundings) throws IOException {
        var program =
                Files.readAllLines(Path.of(where("weasyprint"))).getFirst().replaceFirst("^#!\\s*", "");
        var script = surroundings.directory("manuscripts").resolve("print.py");
        try (var source = Objects.requireNonNull(PackRow.class.getResourceAsStream("print.py"))) {
            Files.write(script, source.readAllBytes());
        }
        return surroundings.insider(List.of(program, script.toString()), "weasyprint");
    }

    private static String where(String program) {
        return Machine.versionOf("sh", "-c", "command -v " + program);
    }
}
