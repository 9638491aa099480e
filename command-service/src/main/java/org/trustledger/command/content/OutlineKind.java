package org.trustledger.command.content;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What of a trust center is no answer, agreement or third party: what it says of itself, and how answers are found. */
public enum OutlineKind {
    PROFILE(
            ContentKind.PROFILE,
            ItemVersions.PROFILE,
            List.of(
                    Field.line("name"),
                    Field.line("legalName"),
                    Field.each("contact.function", Form.LINE),
                    Field.line("contact.address"),
                    Field.each("introduction", Form.PROSE).optional(),
                    Field.line("languages"),
                    Field.line("timeZone"),
                    Field.line("defaultNoticePeriod"))),
    PILLAR(
            ContentKind.PILLAR,
            ItemVersions.PILLARS,
            List.of(Field.each("title", Form.LINE), Field.each("text", Form.PROSE))),
    CATEGORY(ContentKind.CATEGORY, ItemVersions.CATEGORIES, List.of(Field.each("label", Form.LINE))),
    TAG(
            ContentKind.TAG,
            ItemVersions.TAGS,
            List.of(
                    Field.each("label", Form.LINE),
                    new Field("kind", Form.TAG_KIND, false, false),
                    Field.each("legalReference", Form.LINE).optional()));

    private final ContentKind content;
    private final ItemVersions versions;
    private final List<Field> fields;

    OutlineKind(ContentKind content, ItemVersions versions, List<Field> fields) {
        this.content = content;
        this.versions = versions;
        this.fields = fields;
    }

    /** How a value is written. */
    public enum Form {
        LINE,
        PROSE,
        TAG_KIND
    }

    /**
     * A field of an item, as a document has it; what stands in a map of it follows after a dot.
     *
     * @param perLanguage whether it is written in each language of the trust center
     * @param isOptional whether it can be left out
     */
    public record Field(String name, Form form, boolean perLanguage, boolean isOptional) {
        private static Field line(String name) {
            return new Field(name, Form.LINE, false, false);
        }

        private static Field each(String name, Form form) {
            return new Field(name, form, true, false);
        }

        private Field optional() {
            return new Field(name, form, perLanguage, true);
        }

        /** Under which its value stands in an edit: the name, or {@code name/language}. */
        public List<String> paths(List<String> languages) {
            return perLanguage
                    ? languages.stream()
                            .map(language -> "%s/%s".formatted(name, language))
                            .toList()
                    : List.of(name);
        }
    }

    ContentKind content() {
        return content;
    }

    ItemVersions versions() {
        return versions;
    }

    public List<Field> fields() {
        return fields;
    }

    /** As it stands in addresses: the key of its list in a document. */
    public String key() {
        return content.key();
    }

    /** Whether answers stand in it, or carry it. */
    public boolean isOfAnswers() {
        return this == CATEGORY || this == TAG;
    }

    /** Reads what {@link #key} writes. */
    public static Optional<OutlineKind> read(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
