package org.trustledger.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row still runs. How fast is not a matter of tests. */
class BenchIT {
    static List<String> rows() {
        return Bench.all().stream().map(Row::name).toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowIsMeasuredOrSaysWhyNot(String name) throws Exception {
        var row = Bench.all().stream().filter(each -> each.name().equals(name)).toList();
        var bench = new Bench(Path.of(System.getProperty("trust-ledger.home")), Scale.SMOKE, row);

        bench.measure();

        assertThat(bench.sections("infra/bench/run " + name).get(name)).containsAnyOf("| ≥", "| ≤", "Left out: ");
    }
}
