package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Clause;

class ContentReaderTest {
    @Test
    void everythingWrongIsToldAtOnceWithPathLineColumnAndValue() throws IOException {
        var refusal = assertThrows(InvalidContent.class, () -> Documents.read(resource("everything-wrong.yaml")));

        assertThat(lines(refusal)).isEqualTo(resource("everything-wrong.problems.txt"));
    }

    @Test
    void theRulesHoldForThePastToo() throws IOException {
        var refusal = assertThrows(InvalidContent.class, () -> Documents.read(resource("wrong-in-the-past.yaml")));

        assertThat(lines(refusal)).isEqualTo(resource("wrong-in-the-past.problems.txt"));
    }

    @Test
    void jsonIsReadWithTheSameLinesAndWords() throws IOException {
        var refusal =
                assertThrows(InvalidContent.class, () -> Documents.read(resource("wrong.json"), DocumentFormat.JSON));

        assertThat(lines(refusal)).isEqualTo(resource("wrong.problems.txt"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                  | Line 1, column 1: The document is empty.
            a: &x 1\\nb: *x      | Line 2, column 4: Aliases (*name) are not read: write the text out.
            a: !!set {b}        | Line 1, column 4: Types (!name) are not read: leave it out.
            a: [1, 2\\nb: 3      | Line 2, column 2: This is no YAML: while parsing a flow sequence, expected ',' or ']', but got :.
            a: b: c             | Line 1, column 5: This is no YAML: mapping values are not allowed here.
            a: 1\\nb: x\\001y    | Line 2, column 5: This is no YAML: character U+0001 cannot stand in a document.
            a: 1\\n---\\nb: 2     | Line 3, column 1: There is more after the end of the document: send one document at a time.
            [[[[[[[[[[[[[[[[[]  | Line 1, column 17: More than 16 levels inside each other: a content document has fewer.
            a: 'x               | Line 1, column 6: This is no YAML: while scanning a quoted scalar, found unexpected end of stream.
            """)
    void whatIsNoYamlIsRefusedInOneSentence(String yaml, String sentence) {
        var refusal = assertThrows(UnreadableDocument.class, () -> Documents.read(yaml.translateEscapes()));

        assertThat(refusal).hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``          | Line 1, column 1: The document is empty.
            {"a": nope} | Line 1, column 7: This is no JSON: Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false').
            {"a":\\n1    | Line 2, column 2: This is no JSON: Unexpected end-of-input: expected close marker for Object.
            {} []       | Line 1, column 4: There is more after the end of the document: send one document at a time.
            """)
    void whatIsNoJsonIsRefusedInOneSentence(String json, String sentence) {
        var refusal = assertThrows(
                UnreadableDocument.class, () -> Documents.read(json.translateEscapes(), DocumentFormat.JSON));

        assertThat(refusal).hasMessage(sentence);
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedAtTheirLine() {
        var latin1 = "trustLedger: 1\nreason: F\u00f6rsta".getBytes(StandardCharsets.ISO_8859_1);
        var reader = new ContentReader(new ContentSchema());

        var refusal =
                assertThrows(UnreadableDocument.class, () -> reader.read(latin1, DocumentFormat.YAML, Documents.NOW));

        assertThat(refusal).hasMessage("Line 2, column 10: Byte 0xF6 is no UTF-8: save the document in UTF-8.");
    }

    @Test
    void aHopelessDocumentIsLeftEarly() {
        var refusal = assertThrows(
                InvalidContent.class,
                () -> Documents.read(Documents.HEAD + "answers:\n" + "- {a: 1, b: 2, c: 3}\n".repeat(10_000)));

        assertThat(refusal.problems()).hasSize(Problems.MOST);
        assertThat(refusal).hasMessage("The document has 500 problems and more. Nothing was recorded.");
    }

    @Test
    void datesAreStartsOfDayInTheZoneOfTheProfileAndInstantsAreExact() {
        var document = Documents.read(Documents.HEAD + """
                pillars:
                  - id: open
                    title: Open
                    text: We write down what we do.
                    from: 2026-07-01
                    earlier:
                      - {from: 2026-01-01, title: Closed}
                      - {from: 2025-12-31T22:59:59.999999Z, title: Shut}
                """);

        assertThat(item(document, "pillars/open").versions())
                .extracting(ContentDocument.Version::from)
                .containsExactly(
                        Instant.parse("2025-12-31T22:59:59.999999Z"),
                        Instant.parse("2025-12-31T23:00:00Z"),
                        Instant.parse("2026-06-30T22:00:00Z"));
    }

    @Test
    void whatAnEarlierVersionLeavesOutReadsAsInTheCurrentOneAndNullSaysThereWasNone() {
        var document = Documents.read(Documents.HEAD
                        .replace("kind: framework", "kind: framework, from: 2024-01-01")
                        .replace("label: Data protection", "label: Data protection, from: 2024-01-01")
                + """
                answers:
                  - id: keys
                    category: data-protection
                    tags: [gdpr]
                    question: {en: Who holds the keys?, sv: Vem har nycklarna?}
                    text: You do.
                    earlier:
                      - {from: 2026-01-01, text: We do.}
                      - {from: 2025-01-01, text: null, tags: [], reason: A heading at first}
                """);

        var contents = item(document, "answers/keys").versions().stream()
                .map(version -> (Answer) version.content())
                .toList();
        assertThat(contents)
                .extracting(Answer::question)
                .containsOnly(contents.getLast().question());
        assertThat(contents)
                .extracting(
                        answer -> answer.text() == null ? null : answer.text().in("en", "en"))
                .containsExactly(null, "We do.", "You do.");
        assertThat(contents.getFirst().tags()).isEmpty();
        assertThat(item(document, "answers/keys").versions())
                .extracting(version -> version.reason().in("en", "en"))
                .containsExactly("A heading at first", "First publication", "First publication");
    }

    @Test
    void earlierClausesAreMergedByIdInTheOrderOfTheText() {
        var document = Documents.read(Documents.HEAD + """
                agreements:
                  - id: dpa
                    title: Data processing agreement
                    trigger: new-regulatory-requirement
                    from: 2026-10-01
                    clauses:
                      - {id: scope, number: 1, heading: Scope, text: All data.}
                      - {id: breach, number: 6.10, heading: Breach, text: Within 24 hours.}
                      - {id: ai, number: 7, heading: Models, text: None are trained.}
                    earlier:
                      - from: 2024-01-15
                        trigger: commercial
                        clauses: [{id: breach, text: Within 48 hours.}, {id: scope, heading: Range}]
                        withoutClauses: [ai]
                """);

        var first = (AgreementRevision)
                item(document, "agreements/dpa").versions().getFirst().content();
        assertThat(first.clauses())
                .extracting(
                        Clause::id,
                        Clause::number,
                        clause -> clause.heading().in("en", "en"),
                        clause -> clause.text().in("en", "en"))
                .containsExactly(
                        tuple("scope", "1", "Range", "All data."),
                        tuple("breach", "6.10", "Breach", "Within 48 hours."));
    }

    @Test
    void blanksAtTheEndAndLineEndsOfOtherSystemsDoNotMatter() {
        var one = Documents.read(Documents.HEAD + "pillars: [{id: a, title: A, text: \"x\\r\\ny \\n\"}]");
        var other = Documents.read(Documents.HEAD + "pillars: [{id: a, title: A, text: \"x\\ny\"}]");

        assertThat(one).isEqualTo(other);
    }

    @Test
    void norwayIsACountryAndNoAnswer() {
        var document = Documents.read(Documents.HEAD + """
                dataCenters:
                  - {id: oslo, name: Oslo, operator: Fjell AS, location: Oslo, country: NO, purpose: Copies, services: [Backup]}
                """);

        assertThat(document.items())
                .anySatisfy(item -> assertThat(item.itemId()).hasToString("dataCenters/oslo"));
    }

    private static ContentDocument.Item item(ContentDocument document, String id) {
        return document.items().stream()
                .filter(item -> item.itemId().toString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String lines(InvalidContent refusal) {
        return refusal.problems().stream()
                .map(problem -> "%d:%d %s\n    %s%s\n"
                        .formatted(
                                problem.line(),
                                problem.column(),
                                problem.path(),
                                problem.inEnglish(),
                                problem.value() == null ? "" : " [" + problem.value() + "]"))
                .collect(Collectors.joining());
    }

    private static String resource(String name) throws IOException {
        try (var stream = Objects.requireNonNull(ContentReaderTest.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
