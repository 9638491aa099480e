package org.trustledger.command.notices;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.notices.Almanac.Item;
import org.trustledger.command.notices.Almanac.Words;
import org.trustledger.command.notices.Telling.OfItem;
import org.trustledger.command.notices.Telling.OfPack;
import tools.jackson.databind.JsonNode;

/**
 * A program that is called, and of which a test knows all that it asks for.
 *
 * @param path at which it is called
 * @param link by which it is managed
 * @param toldFrom position after which it is told
 */
record Program(String path, String link, Set<String> topics, boolean reminders, long toldFrom) {
    private static final Pattern NUMBER = Pattern.compile("(?:Sparas i|Skäl) (\\d+)");

    boolean asksFor(Set<String> others) {
        return others.stream().anyMatch(topics::contains);
    }

    /** What it has to be told, in a line. */
    static String line(Telling telling) {
        return switch (telling) {
            case OfItem item ->
                line(
                        "%s %s %s %s"
                                .formatted(
                                        kindName(item.item().kind()),
                                        item.item().id(),
                                        titles(item.item()),
                                        item.happened()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')),
                        item.from(),
                        item.until(),
                        item.formerly(),
                        item.ends(),
                        item.titleOnly(),
                        "%s → %s"
                                .formatted(
                                        item.titleOnly() ? "-" : words(item.before()),
                                        item.titleOnly() ? "-" : words(item.after())),
                        item.whys().stream()
                                .map(why -> "%d%s".formatted(why.reason(), trigger(item.item(), why)))
                                .collect(Collectors.joining(" ")),
                        item.position(),
                        item.recordedAt(),
                        item.topics());
            case OfPack pack ->
                line(
                        "packs all - added",
                        pack.editions().getFirst().validAt(),
                        null,
                        null,
                        false,
                        false,
                        pack.editions().stream()
                                .map(edition -> "%s %s %s %d %d %s"
                                        .formatted(
                                                edition.id(),
                                                edition.language(),
                                                edition.validAt(),
                                                edition.pages(),
                                                edition.bytes(),
                                                edition.sha256()))
                                .collect(Collectors.joining(", ")),
                        "",
                        pack.newest().position(),
                        pack.newest().recordedAt(),
                        pack.topics());
        };
    }

    /** What it was told, in the same line. */
    static String line(JsonNode change) {
        var editions = all(change.path("editions"))
                .map(edition -> "%s %s %s %s %s %s"
                        .formatted(
                                text(edition, "id"),
                                text(edition, "language"),
                                text(edition, "validAt"),
                                text(edition, "pages"),
                                text(edition, "bytes"),
                                text(edition, "sealedSha256")))
                .collect(Collectors.joining(", "));
        return line(
                "%s %s %s %s"
                        .formatted(
                                text(change, "kind"),
                                text(change, "item"),
                                titles(change.path("title")),
                                text(change, "happened")),
                text(change, "from"),
                change.path("until").isNull() ? null : text(change, "until"),
                change.path("formerly").isNull() ? null : text(change, "formerly"),
                change.path("ends").asBoolean(),
                change.path("onRequest").asBoolean(),
                editions.isEmpty()
                        ? "%s → %s".formatted(words(change.path("before")), words(change.path("after")))
                        : editions,
                all(change.path("why"))
                        .map(why -> number(why.path("reason"))
                                + (why.path("trigger").isNull() ? "" : "/" + text(why, "trigger")))
                        .collect(Collectors.joining(" ")),
                text(change, "position"),
                text(change, "recordedAt"),
                all(change.path("topics")).map(JsonNode::asString).toList());
    }

    private static String line(
            String what,
            Object from,
            @Nullable Object until,
            @Nullable Object formerly,
            boolean ends,
            boolean titleOnly,
            String content,
            String why,
            Object position,
            Object recordedAt,
            Object topics) {
        return "%s %s..%s (%s)%s%s %s, why: %s, №%s at %s, %s"
                .formatted(
                        what,
                        from,
                        until,
                        formerly,
                        ends ? " ends" : "",
                        titleOnly ? " on request" : "",
                        content,
                        why,
                        position,
                        recordedAt,
                        topics);
    }

    private static Stream<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString();
    }

    private static String kindName(ToldKind kind) {
        return switch (kind) {
            case AGREEMENT -> "agreements";
            case SUBPROCESSOR -> "subprocessors";
            case DATA_CENTER -> "data-centers";
            case ANSWER -> "answers";
            case PACK -> "packs";
        };
    }

    private static Map<String, String> titles(Item item) {
        var titles = new TreeMap<String, String>();
        if (item.kind() == ToldKind.SUBPROCESSOR) {
            titles.put("und", Handwriting.title(item.kind(), item.number(), "sv"));
        } else {
            for (var language : item.swedishOnly() ? List.of("sv") : List.of("en", "sv")) {
                titles.put(language, Handwriting.title(item.kind(), item.number(), language));
            }
        }
        return titles;
    }

    private static Object titles(JsonNode title) {
        var titles = new TreeMap<String, String>();
        title.properties()
                .forEach(each -> titles.put(each.getKey(), each.getValue().asString()));
        return titles.isEmpty() ? "-" : titles;
    }

    private static String words(Optional<Words> words) {
        return words.map(each -> "%d%s".formatted(each.number(), each.tags())).orElse("-");
    }

    private static String words(JsonNode version) {
        return version.isNull()
                ? "-"
                : "%s%s"
                        .formatted(
                                number(version),
                                all(version.path("content").path("tags"))
                                        .map(JsonNode::asString)
                                        .toList());
    }

    /** Of the only text in it that has one of its own. */
    private static String number(JsonNode text) {
        var found = NUMBER.matcher(text.toString());
        return found.find() ? found.group(1) : text.toString();
    }

    private static String trigger(Item item, Telling.Why why) {
        return why.words()
                .filter(_ -> item.kind() == ToldKind.AGREEMENT)
                .map(words -> "/"
                        + Facts.trigger(words).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse("");
    }
}
