package org.trustledger.command.content;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Pages of another trust center, captured as plain text, turned into one content document.
 *
 * <p>In such a text a bullet is a pillar, or a question with its category and its tags run on: {@code How is it
 * stored?Data protectionNIS2GDPR}. Which part is the category is only in the repetition.
 */
final class CapturedPages {
    private static final String BULLET = "•";

    private final SequencedMap<String, String> tags;

    /** @param tags labels that may stand at the end of a line, each with its kind */
    CapturedPages(SequencedMap<String, String> tags) {
        this.tags = tags;
    }

    /** A bullet, from its mark to the next one. */
    private record Bullet(String heading, String text) {}

    private record Tagged(Bullet bullet, String untagged, List<String> tags) {}

    /** @param pages texts of the pages, in their order */
    Map<String, Object> toDocument(List<String> pages) {
        var pillars = new LinkedHashMap<String, Bullet>();
        var questions = new ArrayList<Tagged>();
        for (var page : pages) {
            var bullets = bulletsOf(page);
            var tagged = bullets.stream().map(this::tagged).toList();
            var categories = categories(tagged);
            // The pillars come first, and none of them ends in a category.
            var inPillars = true;
            for (var each : tagged) {
                inPillars = inPillars
                        && each.tags().isEmpty()
                        && endOf(each, categories).isEmpty();
                if (inPillars) {
                    pillars.putIfAbsent(each.bullet().heading(), each.bullet());
                } else {
                    questions.add(each);
                }
            }
        }
        return document(pillars.values(), questions, categories(questions));
    }

    private Map<String, Object> document(
            Collection<Bullet> pillars, List<Tagged> questions, SequencedSet<String> categories) {
        var used = new LinkedHashSet<String>();
        var answers = new ArrayList<Map<String, Object>>();
        var ids = new HashMap<String, Integer>();
        for (var question : questions) {
            var category = endOf(question, categories)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "No category at the end of '%s'".formatted(question.untagged())));
            used.add(category);
            var heading = question.untagged()
                    .substring(0, question.untagged().length() - category.length())
                    .strip();
            var answer = new LinkedHashMap<String, Object>();
            answer.put("id", id(heading, ids));
            answer.put("category", id(category, new HashMap<>()));
            answer.put(
                    "tags",
                    question.tags().stream()
                            .map(tag -> id(tag, new HashMap<>()))
                            .toList());
            answer.put("question", heading);
            if (!question.bullet().text().isEmpty()) {
                answer.put("text", question.bullet().text());
            }
            answers.add(answer);
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("trustLedger", 1);
        document.put("reason", "Brought over from the former page");
        document.put(
                "profile",
                Map.of(
                        "name", "Captured",
                        "legalName", "Captured AB",
                        "contact", Map.of("function", "Trust office", "address", "trust@captured.example"),
                        "languages", List.of("en"),
                        "timeZone", "Europe/Stockholm",
                        "defaultNoticePeriod", "P30D"));
        var pillarIds = new HashMap<String, Integer>();
        document.put(
                "pillars",
                pillars.stream()
                        .map(pillar -> Map.of(
                                "id", id(pillar.heading(), pillarIds),
                                "title", pillar.heading(),
                                // A headline without a sentence is its own sentence.
                                "text", pillar.text().isEmpty() ? pillar.heading() : pillar.text()))
                        .toList());
        document.put(
                "categories",
                used.stream()
                        .map(category -> Map.of("id", id(category, new HashMap<>()), "label", category))
                        .toList());
        document.put(
                "tags",
                tags.entrySet().stream()
                        .filter(tag -> questions.stream()
                                .anyMatch(question -> question.tags().contains(tag.getKey())))
                        .map(tag -> Map.of(
                                "id", id(tag.getKey(), new HashMap<>()), "label", tag.getKey(), "kind", tag.getValue()))
                        .toList());
        document.put("answers", answers);
        return document;
    }

    private static List<Bullet> bulletsOf(String page) {
        var bullets = new ArrayList<Bullet>();
        @Nullable String heading = null;
        var text = new ArrayList<String>();
        for (var line : page.lines().map(String::strip).toList()) {
            if (line.startsWith(BULLET)) {
                if (heading != null) {
                    bullets.add(new Bullet(heading, paragraphs(text)));
                }
                heading = line.substring(BULLET.length()).strip();
                text.clear();
            } else {
                text.add(line);
            }
        }
        if (heading != null) {
            bullets.add(new Bullet(heading, paragraphs(text)));
        }
        return bullets;
    }

    private static String paragraphs(List<String> lines) {
        return String.join("\n", lines).strip().replaceAll("\n{3,}", "\n\n");
    }

    private Tagged tagged(Bullet bullet) {
        var rest = bullet.heading();
        var found = new ArrayList<String>();
        for (var tag = tagAtEndOf(rest); tag.isPresent(); tag = tagAtEndOf(rest)) {
            found.addFirst(tag.get());
            rest = rest.substring(0, rest.length() - tag.get().length()).stripTrailing();
        }
        return new Tagged(bullet, rest, found);
    }

    private Optional<String> tagAtEndOf(String text) {
        return tags.sequencedKeySet().stream().filter(text::endsWith).max(Comparator.comparingInt(String::length));
    }

    /** What follows a question mark, and what several bare headings have in common at their end. */
    private static SequencedSet<String> categories(List<Tagged> bullets) {
        var categories = new LinkedHashSet<String>();
        for (var bullet : bullets) {
            var mark = bullet.untagged().lastIndexOf('?');
            if (mark >= 0 && mark + 1 < bullet.untagged().length()) {
                categories.add(bullet.untagged().substring(mark + 1).strip());
            }
        }
        var bare = bullets.stream()
                .filter(bullet -> endOf(bullet, categories).isEmpty())
                .map(Tagged::untagged)
                .toList();
        for (var heading : bare) {
            seams(heading).stream()
                    .filter(end ->
                            bare.stream().filter(other -> other.endsWith(end)).count() > 1)
                    .findFirst()
                    .ifPresent(categories::add);
        }
        return categories;
    }

    /** The ends of a text that begin where a small letter runs on into a capital one, the longest first. */
    private static List<String> seams(String text) {
        var ends = new ArrayList<String>();
        for (var i = 1; i < text.length(); i++) {
            if (Character.isLowerCase(text.charAt(i - 1)) && Character.isUpperCase(text.charAt(i))) {
                ends.add(text.substring(i));
            }
        }
        return ends;
    }

    private static Optional<String> endOf(Tagged bullet, Collection<String> categories) {
        return categories.stream()
                .filter(category -> bullet.untagged().endsWith(category)
                        && bullet.untagged().length() > category.length())
                .max(Comparator.comparingInt(String::length));
    }

    private static String id(String label, Map<String, Integer> taken) {
        var plain = Normalizer.normalize(label.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-");
        var id = plain.substring(0, Math.min(plain.length(), 56)).replaceAll("^-|-$", "");
        var times = taken.merge(id, 1, Integer::sum);
        return times == 1 ? id : id + "-" + times;
    }
}
