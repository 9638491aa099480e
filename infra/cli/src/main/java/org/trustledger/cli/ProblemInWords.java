package org.trustledger.cli;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A problem detail (RFC 9457) of the office as a compiler would tell it: file, line and column first. */
final class ProblemInWords {
    private ProblemInWords() {}

    static String of(JsonNode problem, @Nullable Document document) {
        var lines = new StringJoiner("\n");
        for (var each : problem.path("problems")) {
            lines.add("%s:%d:%d: %s [%s]"
                    .formatted(
                            document == null ? "-" : document.file(),
                            each.path("line").asInt(),
                            each.path("column").asInt(),
                            each.path("message").asString(),
                            each.path("path").asString()));
        }
        for (var each : problem.path("changed")) {
            lines.add("changed since: %s/%s at position %d, recorded %s, because %s"
                    .formatted(
                            each.path("kind").asString(),
                            each.path("item").asString(),
                            each.path("position").asLong(),
                            each.path("recordedAt").asString(),
                            each.path("reason").properties().stream()
                                    .findFirst()
                                    .map(reason -> reason.getValue().asString())
                                    .orElse("of nothing that was said")));
        }
        for (var each : problem.path("references")) {
            lines.add("%s refers to %s"
                    .formatted(each.path("by").asString(), each.path("item").asString()));
        }
        lines.add("%s: %s"
                .formatted(
                        problem.path("title").asString("Problem"),
                        problem.path("detail").asString("the office does not say more")));
        return lines.toString();
    }
}
