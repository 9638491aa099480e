package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Pillar;
import org.trustledger.events.Tag;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real trust center's pages must fit into a content document. They are not ours to ship: they are looked for beside
 * the repository, or where {@code TRUST_LEDGER_REFERENCE} says; an invented page of the same shape is always there.
 */
class CapturedPagesTest {
    private static final Path REFERENCE = Path.of(Optional.ofNullable(System.getProperty("trust-ledger.reference"))
            .or(() -> Optional.ofNullable(System.getenv("TRUST_LEDGER_REFERENCE")))
            .orElse("../../shared/reference"));

    private static final SequencedMap<String, String> TAGS = tags();

    @Test
    void anInventedPageBecomesADocument() throws IOException {
        var document = read(List.of(invented()));

        assertThat(contents(document, Pillar.class))
                .extracting(pillar -> en(pillar.title()), pillar -> en(pillar.text()))
                .containsExactly(
                        tuple("Lagom Security", "Locks on every door, and somebody who checks them."),
                        tuple("No Surprises", "No Surprises"));
        assertThat(contents(document, Category.class))
                .extracting(category -> en(category.label()))
                .containsExactly("Locks & keys", "Fire drills");
        assertThat(contents(document, Tag.class))
                .extracting(tag -> en(tag.label()))
                .containsExactly("NIS2", "GDPR");
        assertThat(contents(document, Answer.class))
                .extracting(answer -> en(answer.question()), Answer::category, Answer::tags)
                .containsExactly(
                        tuple("Who holds the master key?", "locks-keys", List.of("nis2", "gdpr")),
                        tuple("Lost keys", "locks-keys", List.of()),
                        tuple("Assembly point", "fire-drills", List.of()),
                        tuple("Order of evacuation", "fire-drills", List.of("nis2")));
    }

    @Test
    void thePagesOfARealTrustCenterBecomeADocumentWithoutLosingAWord() throws IOException {
        var pages = captured();

        var document = read(pages);

        assertThat(contents(document, Answer.class)).hasSize(40);
        assertThat(contents(document, Category.class)).hasSize(6);
        assertThat(contents(document, Tag.class)).hasSize(4);
        assertThat(contents(document, Pillar.class)).hasSize(5);
        var labels = document.items().stream()
                .collect(Collectors.toMap(item -> item.itemId().toString(), item -> switch (item.current()
                        .content()) {
                    case Category category -> en(category.label());
                    case Tag tag -> en(tag.label());
                    default -> "";
                }));
        var text = String.join("\n", pages).replaceAll("\\s+", " ");
        for (var answer : contents(document, Answer.class)) {
            var line = en(answer.question())
                    + labels.get("categories/" + answer.category())
                    + answer.tags().stream()
                            .map(tag -> labels.get("tags/" + tag))
                            .collect(Collectors.joining());
            assertThat(text).contains("• " + line + " " + en(Objects.requireNonNull(answer.text())));
        }
    }

    static List<String> captured() throws IOException {
        assumeTrue(
                Files.isDirectory(REFERENCE),
                () -> "The captured pages are not at %s: set TRUST_LEDGER_REFERENCE to test with them"
                        .formatted(REFERENCE.toAbsolutePath().normalize()));
        return List.of(
                Files.readString(REFERENCE.resolve("trust-center-page-a.txt")),
                Files.readString(REFERENCE.resolve("trust-center-page-b.txt")));
    }

    static byte[] toJson(List<String> pages) {
        return JsonMapper.shared().writeValueAsBytes(new CapturedPages(TAGS).toDocument(pages));
    }

    static String invented() throws IOException {
        try (var stream = Objects.requireNonNull(CapturedPagesTest.class.getResourceAsStream("invented-page.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ContentDocument read(List<String> pages) {
        return new ContentReader(new ContentSchema()).read(toJson(pages), DocumentFormat.JSON, Documents.NOW);
    }

    private static <T> List<T> contents(ContentDocument document, Class<T> type) {
        return document.items().stream()
                .map(item -> item.current().content())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static String en(LocalizedText text) {
        return text.in(Locale.ENGLISH.getLanguage(), "en");
    }

    private static SequencedMap<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        tags.put("NIS2", "framework");
        tags.put("GDPR", "framework");
        tags.put("DORA", "framework");
        tags.put("Digital sovereignty", "theme");
        return tags;
    }
}
