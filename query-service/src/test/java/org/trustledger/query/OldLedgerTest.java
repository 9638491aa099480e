package org.trustledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.FactCodec;
import tools.jackson.databind.JsonNode;

/**
 * A ledger that version 1 of the software wrote opens, and shows what version 1 showed. Neither its bytes nor the views
 * kept beside it are ever made anew.
 */
class OldLedgerTest {
    private static final Path LEDGER = Path.of("..", "trust-events", "src", "test", "resources", "ledgers");
    private static final Path VIEWS = Path.of("src", "test", "resources", "old-ledger", "version-1");

    /** Members that versions since have added, and what they say of what never told them. */
    private static final JsonNode ADDED = FactCodec.mapper().readTree("""
            {"legalSource": null, "reasons": [], "ending": [], "next": null, "withheldSha256": null,
             "accessPosition": 0, "withheld": false, "evidence": []}""");

    @Test
    void showsTheSameViewsAtEachPairOfInstants(@TempDir Path archive) throws IOException {
        try (var counter = Counter.withArchive(archive).at(Instant.parse("2026-11-22T12:00:00Z"))) {
            var positions = new HashMap<String, Long>();
            for (var line : Files.readString(LEDGER.resolve("version-1.jsonl"), StandardCharsets.UTF_8)
                    .split("\n", -1)) {
                if (!line.isEmpty()) {
                    var bytes = line.getBytes(StandardCharsets.UTF_8);
                    var fact = new FactCodec().read(bytes);
                    positions.put(fact.trustCenter().value(), fact.position());
                    counter.relays(fact.trustCenter().value(), bytes);
                }
            }
            assertThat(positions).containsEntry("fyrskar", 87L).containsEntry("klippan", 5L);
            counter.start();
            positions.forEach(counter::reaches);

            try (var views = Files.list(VIEWS)) {
                var all = views.sorted().toList();
                assertThat(all).hasSize(14);
                for (var view : all) {
                    var kept = FactCodec.mapper().readTree(Files.readString(view));
                    var shown = counter.json(address(view.getFileName().toString(), kept));
                    assertShown(view.getFileName().toString(), kept, shown);
                }
            }
            assertThat(counter.task("check").exitCode()).isZero();
            assertThat(counter.task("rebuild").exitCode()).isZero();
        }
    }

    private static String address(String name, JsonNode kept) {
        var trustCenter = name.substring(0, name.indexOf('_'));
        var address = "/api/v1/trust-centers/" + trustCenter;
        return name.endsWith("_packs.json")
                ? address + "/packs"
                : "%s?validAt=%s&recordedAt=%s"
                        .formatted(
                                address,
                                kept.at("/validAt").asString(),
                                kept.at("/recordedAt").asString());
    }

    // Everything that was shown, where it was shown; and of what came later only what is listed.
    private static void assertShown(String where, JsonNode kept, JsonNode shown) {
        if (kept.isObject()) {
            assertThat(shown.isObject()).as(where).isTrue();
            for (var name : Set.copyOf(kept.propertyNames())) {
                assertThat(shown.has(name)).as("%s/%s", where, name).isTrue();
                assertShown("%s/%s".formatted(where, name), kept.get(name), shown.get(name));
            }
            for (var name : shown.propertyNames()) {
                if (!kept.has(name)) {
                    assertThat(shown.get(name)).as("%s/%s", where, name).isEqualTo(ADDED.get(name));
                }
            }
        } else if (kept.isArray()) {
            assertThat(shown.size()).as(where).isEqualTo(kept.size());
            for (var i = 0; i < kept.size(); i++) {
                assertShown("%s/%d".formatted(where, i), kept.get(i), shown.get(i));
            }
        } else {
            assertThat(shown).as(where).isEqualTo(kept);
        }
    }
}
