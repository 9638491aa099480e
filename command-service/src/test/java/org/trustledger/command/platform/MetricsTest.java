package org.trustledger.command.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.trustledger.command.RunningOffice;

/** The metrics that are promised are there after real traffic, and say nothing about what trust centers say. */
class MetricsTest {
    private static final Pattern PROMISED = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    private final RunningOffice office = RunningOffice.shared();

    @Test
    void areThoseOfTheDocumentAndTellOnNobody() throws Exception {
        var trustCenter = RunningOffice.newTrustCenter();
        var token = office.identity().token("astrid", trustCenter + ":administrator");
        var sample = Files.readString(Path.of("../infra/sample/nordhamn.yaml"));
        var taken = office.send(
                office.request(office.office("/api/v1/trust-centers/%s/content".formatted(trustCenter)), token)
                        .header("Content-Type", "application/yaml")
                        .PUT(BodyPublishers.ofString(sample)));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        office.send("POST", office.office("/api/v1/trust-centers/nowhere-at-all/packs"), token, "{}");

        var metrics =
                office.get(office.management("/actuator/prometheus"), null).body();

        var promised = PROMISED.matcher(Files.readString(Path.of("docs", "metrics.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(promised)
                .hasSizeGreaterThan(2)
                .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "(_count)?[{ ]"));
        assertThat(metrics)
                .contains(
                        "command=\"SubmitContent\",outcome=\"accepted\"",
                        "problem=\"forbidden\"",
                        "trust_ledger_position{trust_center=\"%s\"}".formatted(trustCenter));
        var labels =
                LABEL.matcher(metrics).results().map(found -> found.group(2)).collect(Collectors.toSet());
        assertThat(labels).noneMatch(value -> value.contains("astrid") || value.contains("actor-"));
        assertThat(labels)
                .filteredOn(value -> value.contains(trustCenter.value()))
                .containsExactly(trustCenter.value());
        assertThat(metrics).doesNotContain("Nordhamn Cloud", "@");
    }
}
