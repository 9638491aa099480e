package org.trustledger.command.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a spreadsheet means for an answer.
 *
 * @param language of a text; null for what has none, and for a column that means nothing
 */
public record SheetColumn(Field field, @Nullable String language) {
    /** A column that is left aside. */
    public static final SheetColumn NOTHING = new SheetColumn(Field.NOTHING, null);

    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}#]+");

    /** A part of an answer. */
    public enum Field {
        NOTHING(false, Set.of()),
        ID(false, Set.of("id", "ref", "reference", "referens", "nr", "no", "number", "nummer", "#")),
        CATEGORY(false, Set.of("category", "kategori", "section", "avsnitt", "area", "område", "domain")),
        TAGS(false, Set.of("tags", "tag", "taggar", "tagg", "frameworks", "ramverk")),
        ACCESS(false, Set.of("access", "åtkomst")),
        QUESTION(true, Set.of("question", "questions", "fråga", "frågor", "control", "requirement", "krav")),
        TEXT(true, Set.of("text", "answer", "answers", "svar", "response", "reply"));

        private final boolean isText;
        private final Set<String> headings;

        Field(boolean isText, Set<String> headings) {
            this.isText = isText;
            this.headings = headings;
        }

        private boolean isMeantBy(List<String> words) {
            return switch (this) {
                // Such words stand in many headings: "Answer (yes/no)", "Access control question".
                case ID -> words.contains("id") || isAllOf(words);
                case ACCESS -> isAllOf(words);
                default -> words.stream().anyMatch(headings::contains);
            };
        }

        private boolean isAllOf(List<String> words) {
            return !words.isEmpty() && headings.containsAll(words);
        }

        /** Whether it is written in a language. */
        public boolean isText() {
            return isText;
        }
    }

    /** As it is written in forms and rows, such as {@code question.sv}; empty for nothing. */
    public String key() {
        var name = field == Field.NOTHING ? "" : field.name().toLowerCase(Locale.ROOT);
        return language == null ? name : "%s.%s".formatted(name, language);
    }

    /** Everything that a column can mean where answers are written in these languages, nothing included. */
    public static List<SheetColumn> all(List<String> languages) {
        var all = new ArrayList<SheetColumn>();
        for (var field : Field.values()) {
            if (field.isText()) {
                languages.forEach(language -> all.add(new SheetColumn(field, language)));
            } else {
                all.add(new SheetColumn(field, null));
            }
        }
        return all;
    }

    /** Reads what {@link #key} writes; empty if it means nothing that there is. */
    static Optional<SheetColumn> read(String key, List<String> languages) {
        return all(languages).stream()
                .filter(column -> column.key().equals(key))
                .findFirst();
    }

    /** What the columns of these headings most likely mean; each meaning once. */
    static List<SheetColumn> guess(List<String> headings, List<String> languages) {
        var guessed = new ArrayList<SheetColumn>();
        for (var heading : headings) {
            var column = guess(heading, languages).orElse(NOTHING);
            guessed.add(guessed.contains(column) ? NOTHING : column);
        }
        return guessed;
    }

    private static Optional<SheetColumn> guess(String heading, List<String> languages) {
        var words = WORDS.splitAsStream(heading.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        for (var field : Field.values()) {
            if (field.isMeantBy(words)) {
                return Optional.of(new SheetColumn(field, field.isText() ? language(words, languages) : null));
            }
        }
        return Optional.empty();
    }

    /** The language that the heading names or is written in, else the first. */
    private static String language(List<String> words, List<String> languages) {
        return languages.stream()
                .filter(language -> words.contains(language.toLowerCase(Locale.ROOT))
                        || words.contains(Locale.forLanguageTag(language)
                                .getDisplayLanguage(Locale.ENGLISH)
                                .toLowerCase(Locale.ROOT))
                        || words.contains(Locale.forLanguageTag(language)
                                .getDisplayLanguage(Locale.forLanguageTag(language))
                                .toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> words.stream().anyMatch(Set.of("fråga", "frågor", "svar", "krav")::contains)
                                && languages.contains("sv")
                        ? "sv"
                        : languages.getFirst());
    }
}
