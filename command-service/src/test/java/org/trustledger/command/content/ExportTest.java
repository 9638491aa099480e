package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.events.ContentFact;

/** An export, applied to what it was made of, changes nothing; applied to nothing, it says the same. */
class ExportTest {
    private static final Path SAMPLE = Path.of("..", "infra", "sample", "nordhamn.yaml");

    @Test
    void theSampleIsExportedWithoutLoss() throws IOException {
        comesBack(apply(List.of(), Files.readString(SAMPLE), Documents.NOW));
    }

    @Test
    void theDocumentedExampleIsExportedWithoutLoss() throws IOException {
        var page = Files.readString(Path.of("docs", "content-document.md"));
        var begin = page.indexOf("```yaml\n") + "```yaml\n".length();

        comesBack(apply(List.of(), page.substring(begin, page.indexOf("```", begin)), Documents.NOW));
    }

    @Test
    void clausesThatAreNoMoreAndOtherOrdersAreExportedWithoutLoss() {
        var facts = apply(List.of(), Documents.HEAD + """
                agreements:
                  - id: dpa
                    title: DPA
                    trigger: changed-legislation
                    legalSource: Regulation (EU) 2024/1689
                    from: 2026-03-01
                    clauses:
                      - {id: b, number: 1, heading: B, text: B}
                      - {id: c, number: 2, heading: C, text: C2, reason: The act asks for it, trigger: commercial,
                         legalSource: {en: Article 50, sv: Artikel 50}}
                      - {id: n, number: 3, heading: N, text: N}
                    removedClauses: [{id: a, reason: Nobody needed it}]
                    earlier:
                      - from: 2025-03-01
                        trigger: correction
                        allClauses:
                          - {id: a, number: 1, heading: A, text: A, reason: Was missing}
                          - {id: c, number: 2, heading: C, text: C}
                          - {id: b, number: 3, heading: B, text: B}
                      - from: 2024-03-01
                        trigger: commercial
                        title: Agreement
                        clauses: [{id: b, number: 9}]
                        withoutClauses: [n]
                      - {from: 2023-03-01, trigger: commercial, withoutClauses: [b, c]}
                """, Documents.NOW);

        comesBack(facts);
    }

    @Test
    void whatHadNoneThenHasNoneAgain() {
        var head = Documents.HEAD
                .replace("label: Data protection", "label: Data protection, from: 2026-01-01")
                .replace("kind: framework", "kind: framework, from: 2026-01-01");

        comesBack(apply(List.of(), head + """
                answers:
                  - id: a
                    category: data-protection
                    tags: [gdpr]
                    question: A
                    text: T
                    earlier: [{from: 2026-03-01, tags: [], text: null}, {from: 2026-02-01, text: Before}]
                  - {id: b, category: data-protection, question: B, earlier: [{from: 2026-03-01, tags: [gdpr], text: T}]}
                """, Documents.NOW));
    }

    @Test
    void textsThatYamlWouldReadOtherwiseAreExportedWithoutLoss() {
        var texts = List.of(
                "true",
                "null",
                "~",
                "no",
                "1",
                "6.10",
                "2026-03-12",
                "0x1F",
                "- a\\n- b",
                "# no comment",
                "a: b",
                "a #b",
                "  indented\\n    more\\nless",
                "'quoted'",
                "\\\"quoted\\\"",
                "a\\n\\nb",
                "a \\nb",
                "tab\\there",
                "\\tfirst",
                "&anchor",
                "*alias",
                "!tag",
                "%percent",
                "@at",
                "`back`",
                "{a: b}",
                "[a]",
                "|",
                ">",
                "|-",
                "a\\u0020\\n\\n\\nb",
                "é å 漢字 🔒",
                "\\u00a0nbsp\\u00a0x",
                "line\\u2028separator",
                "---",
                "...",
                "a\\n---\\nb",
                "a\\n...\\nb",
                "?",
                "? a",
                ":",
                "a:",
                "-",
                "\\n\\nstarts empty",
                "a\\\\nb",
                "<<",
                "=",
                "on",
                "Yes",
                "NULL",
                ".inf",
                "1e3",
                "1_000",
                "0o14",
                "12:30:45",
                "very " + "long ".repeat(60) + "end");
        for (var text : texts) {
            var json = """
                    {"trustLedger":1,"reason":"R","profile":{"name":"N","legalName":"L","contact":{"function":"F",\
                    "address":"a@b.example"},"languages":["en"],"timeZone":"UTC","defaultNoticePeriod":"P1D"},\
                    "categories":[{"id":"c","label":"C"}],\
                    "answers":[{"id":"a","category":"c","question":"Q","text":"%s"}]}""".formatted(text);
            var facts = Documents.decide(
                    Documents.apply(Documents.read(json, DocumentFormat.JSON)), new ContentState(), Documents.NOW);

            comesBack(facts);
        }
    }

    @Test
    void aLanguageOrZoneThatIsNoMoreIsExportedWithoutLoss() {
        var facts = apply(
                List.of(), Documents.HEAD + "pillars: [{id: a, title: A, text: {en: T, sv: S}}]\n", Documents.NOW);

        comesBack(apply(
                facts,
                Documents.HEAD
                        .replace("languages: [en, sv]", "languages: [sv]")
                        .replace("Europe/Stockholm", "Europe/Lisbon")
                        .replace("reason: {en: First publication, sv:", "reason: {sv:")
                        .replace("Trust office", "{sv: Kansliet}")
                        .replace("label: Data protection", "label: {sv: Dataskydd}")
                        .replace("label: GDPR", "label: {sv: GDPR}"),
                Documents.NOW.plusSeconds(3_600)));
    }

    @Test
    void nothingIsExportedOfNothing() {
        assertThrows(
                NothingToExport.class,
                () -> Export.write(new ContentState(), DocumentFormat.YAML, new ByteArrayOutputStream()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyHistoryOfDocumentsAndRemovalsIsExportedWithoutLoss(long seed) {
        var random = new Random(seed);
        List<ContentFact> facts = List.of();
        var recordedAt = Documents.NOW;
        for (var round = 0; round < 12; round++) {
            recordedAt = recordedAt.plusSeconds(3_600L + random.nextInt(100_000));
            var document = document(random);
            var removals = random.nextInt(3) == 0 ? Removals.of(List.of("left-out")) : Removals.NONE;
            facts = apply(facts, document, removals, recordedAt);
            assertThat(changes(facts, document, recordedAt.plusSeconds(60)))
                    .as("the same again, round %d of seed %d: %s", round, seed, document)
                    .isEmpty();
            comesBack(facts);
        }
    }

    /** A few items out of a few, at random places, with random versions. */
    private static String document(Random random) {
        var yaml = new StringBuilder(Documents.HEAD).append("pillars:\n");
        var ids = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
        Collections.shuffle(ids, random);
        for (var id : ids.subList(0, 1 + random.nextInt(4))) {
            var days = new TreeSet<LocalDate>();
            for (var i = random.nextInt(4); i >= 0; i--) {
                days.add(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(40) * 10L));
            }
            var versions = new ArrayList<String>();
            for (var day : days) {
                var isLast = day.equals(days.last());
                var next = isLast ? null : days.higher(day);
                var version = "title: T%d, text: Same".formatted(random.nextInt(3));
                if (!isLast || random.nextInt(3) > 0 || day.isAfter(LocalDate.of(2026, 11, 1))) {
                    version += ", from: " + day;
                }
                if (version.contains("from:")
                        && random.nextInt(4) == 0
                        && (next == null || next.isAfter(day.plusDays(5)))) {
                    version += ", until: " + day.plusDays(5);
                }
                if (random.nextInt(3) == 0) {
                    version += ", reason: R%d".formatted(random.nextInt(3));
                }
                versions.add(version);
            }
            var current = versions.removeLast();
            versions.removeIf(version -> !current.contains("from:")
                    && version.replaceFirst(".*from: (.{10}).*", "$1").compareTo("2026-11-10") > 0);
            yaml.append("  - {id: %s, %s, earlier: [".formatted(id, current));
            versions.forEach(version -> yaml.append("{").append(version).append("}, "));
            yaml.append("]}\n");
        }
        return yaml.toString();
    }

    private static List<ContentFact> apply(List<ContentFact> facts, String yaml, Instant recordedAt) {
        return apply(facts, yaml, Removals.NONE, recordedAt);
    }

    private static List<ContentFact> apply(
            List<ContentFact> facts, String yaml, Removals removals, Instant recordedAt) {
        var state = Documents.state(facts);
        var next = new ArrayList<>(facts);
        next.addAll(Documents.apply(Documents.read(yaml), removals, Set.of()).changes(state, recordedAt).stream()
                .map(Change::fact)
                .toList());
        return next;
    }

    private static List<Change> changes(List<ContentFact> facts, String yaml, Instant recordedAt) {
        return Documents.apply(Documents.read(yaml)).changes(Documents.state(facts), recordedAt);
    }

    private static void comesBack(List<ContentFact> facts) {
        var state = Documents.state(facts);
        for (var format : DocumentFormat.values()) {
            var out = new ByteArrayOutputStream();
            Export.write(state, format, out);
            var text = out.toString(StandardCharsets.UTF_8);

            var document = read(text, format);

            assertThat(document.basedOn()).isEqualTo(facts.size());
            var later = Documents.NOW.plusSeconds(100_000_000);
            assertThat(Documents.apply(document).changes(state, later)).as(text).isEmpty();
            assertThat(Documents.apply(document).leftOut(state, later)).isEmpty();
            var elsewhere = new ContentState()
                    .after(
                            Documents.apply(document).changes(new ContentState(), later).stream()
                                    .map(Change::fact)
                                    .toList(),
                            later);
            state.items()
                    .forEach(item -> assertThat(saying(elsewhere, item))
                            .as("%s in %s", item, text)
                            .isEqualTo(saying(state, item)));
        }
    }

    private static ContentDocument read(String text, DocumentFormat format) {
        try {
            return Documents.read(text, format);
        } catch (InvalidContent refusal) {
            throw new AssertionError("%s in%n%s".formatted(refusal.problems(), text), refusal);
        }
    }

    /** What a reader sees of an item over time, wherever in its list. */
    private static List<String> saying(ContentState state, ItemId item) {
        return state.of(item).stretches().stream()
                .filter(stated -> stated.content() != null)
                .map(stated -> "%s %s %s %s"
                        .formatted(
                                stated.from(),
                                stated.to(),
                                Places.at(0, Objects.requireNonNull(stated.content())),
                                stated.reason()))
                .toList();
    }
}
