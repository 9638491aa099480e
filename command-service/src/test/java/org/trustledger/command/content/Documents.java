package org.trustledger.command.content;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.trustledger.events.ContentFact;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Documents as they are written in tests: a small right one, and what can be put into it. */
public final class Documents {
    /** A Sunday in November, noon in Stockholm being 11:00 in UTC. */
    static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");

    /** What every document begins with. */
    public static final String BEGINNING = """
            trustLedger: 1
            reason: {en: First publication, sv: Första publiceringen}
            profile:
              name: Fjordsky
              legalName: Fjordsky AB
              contact: {function: Trust office, address: trust@fjordsky.example}
              languages: [en, sv]
              timeZone: Europe/Stockholm
              defaultNoticePeriod: P30D
            """;

    /** Eleven lines; what is tested follows from line 12. */
    static final String HEAD = BEGINNING + """
            categories: [{id: data-protection, label: Data protection}]
            tags: [{id: gdpr, label: GDPR, kind: framework}]
            """;

    private Documents() {}

    static ContentDocument read(String yaml) {
        return read(yaml, DocumentFormat.YAML);
    }

    static ContentDocument read(String text, DocumentFormat format) {
        return new ContentReader(new ContentSchema()).read(text.getBytes(StandardCharsets.UTF_8), format, NOW);
    }

    static ApplyContent apply(ContentDocument document) {
        return apply(document, Removals.NONE, Set.of());
    }

    static ApplyContent apply(ContentDocument document, Removals removals, Set<Long> basedOn) {
        return new ApplyContent(
                new TrustCenterId("fjordsky"),
                document,
                removals,
                basedOn,
                "actor-0123456789abcdef",
                "actor-9f2c04d17b3e6a58",
                "correlation-1");
    }

    /** What the command comes to, as it would be told to everybody. */
    static List<ContentFact> decide(ApplyContent command, ContentState state, Instant recordedAt) {
        return command.decide(state, recordedAt, new Discretion(), _ -> List.of()).stream()
                .map(Told::truth)
                .filter(ContentFact.class::isInstance)
                .map(ContentFact.class::cast)
                .toList();
    }

    /** What is known after these facts, at positions from 1 on. */
    static ContentState state(List<? extends ContentFact> facts) {
        return new ContentState().after(facts, NOW);
    }

    /** The same document as JSON. */
    static byte[] toJson(String yaml) {
        var read = new YAMLMapper(YAMLFactory.builder()
                        .loadSettings(LoadSettings.builder()
                                .setCodePointLimit(Integer.MAX_VALUE)
                                .build())
                        .build())
                .readTree(yaml);
        return JsonMapper.shared().writeValueAsBytes(read);
    }
}
