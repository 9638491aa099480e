package org.trustledger.command.content;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;
import org.trustledger.events.Evidence;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a content document of one edit, so that an answer that is written in the browser is held to the rules of any
 * document and goes the way of one. It mentions no other answer, so it changes none, whoever changes them meanwhile.
 */
final class AnswerDocument {
    private static final JsonMapper JSON = FactCodec.mapper();
    private static final List<String> KEPT =
            List.of("trustLedger", "basedOn", "reason", "profile", "categories", "tags");

    private AnswerDocument() {}

    /**
     * The document, as JSON: written on whatever the state is now.
     *
     * @param edit of an answer with an id
     * @throws NothingToExport if the trust center has no content, and so no categories
     */
    static byte[] of(ContentState state, AnswerEdit edit, Instant now) {
        var exported = new ByteArrayOutputStream();
        Export.write(state, DocumentFormat.JSON, exported);
        var whole = JSON.readTree(exported.toByteArray()).asObject();
        var before = known(whole, edit.item());
        var document = JSON.createObjectNode();
        KEPT.stream().filter(whole::has).forEach(key -> document.set(key, whole.get(key)));
        var languages = whole.at("/profile/languages")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        document.set("reason", JSON.valueToTree(edit.reason()));
        if (edit.timing() != AnswerEdit.Timing.RETIRED) {
            document.putArray("answers").add(answer(state, edit, languages, before, now));
        }
        return JSON.writeValueAsBytes(document);
    }

    /** What is to go, as it is named for removal. */
    static Set<String> removals(AnswerEdit edit) {
        return edit.timing() == AnswerEdit.Timing.RETIRED
                ? Set.of(new ItemId(ContentKind.ANSWER, edit.item()).toString())
                : Set.of();
    }

    private static @Nullable ObjectNode known(ObjectNode whole, String item) {
        return whole.path("answers")
                .valueStream()
                .filter(answer -> answer.get("id").asString().equals(item))
                .map(answer -> answer.asObject())
                .findFirst()
                .orElse(null);
    }

    /** The edit under an id that nobody has, if it is of a new answer and somebody else has taken its id meanwhile. */
    static AnswerEdit named(ContentState state, AnswerEdit edit) {
        return edit.added()
                ? edit.of(MadeId.unused(edit.item(), id -> state.items().contains(answer(id))))
                : edit;
    }

    private static ItemId answer(String id) {
        return new ItemId(ContentKind.ANSWER, id);
    }

    private static ObjectNode answer(
            ContentState state, AnswerEdit edit, List<String> languages, @Nullable ObjectNode before, Instant now) {
        var after = before == null ? JSON.createObjectNode().put("id", edit.item()) : before.deepCopy();
        var language = languages.getFirst();
        put(after, edit, languages);
        var id = answer(edit.item());
        if (edit.access() != state.access(id) || edit.access() != Access.PUBLIC) {
            after.set("access", JSON.valueToTree(edit.access()));
        }
        if (before == null) {
            return begins(after, edit);
        }
        if (edit.timing() == AnswerEdit.Timing.CORRECTION) {
            return ItemVersions.ANSWERS.corrected(before, after);
        }
        return reads(before, language).equals(reads(after, language))
                        && state.of(id).saysSomethingSince(now)
                ? after
                : begins(ItemVersions.ANSWERS.revised(before, after), edit);
    }

    private static ObjectNode begins(ObjectNode answer, AnswerEdit edit) {
        return edit.timing() == AnswerEdit.Timing.LATER ? answer.put("from", edit.from()) : answer;
    }

    private static void put(ObjectNode answer, AnswerEdit edit, List<String> languages) {
        answer.put("category", edit.category());
        // In the order in which they stood, for another order would be another version.
        if (!tags(answer).equals(Set.copyOf(edit.tags()))) {
            answer.set("tags", JSON.valueToTree(edit.tags()));
        }
        if (edit.tags().isEmpty()) {
            answer.remove("tags");
        }
        put(answer, "question", edit.question(), languages);
        put(answer, "text", edit.text(), languages);
        put(answer, edit.evidence(), languages);
    }

    /**
     * A line that was not touched stays as it is: it may have titles in a language the trust center writes in no more.
     */
    private static void put(ObjectNode answer, String evidence, List<String> languages) {
        var before = new HashMap<String, JsonNode>();
        answer.path("evidence").forEach(one -> before.put(line(one, languages), one));
        var after = JSON.createArrayNode();
        evidence.lines().forEach(line -> {
            var known = before.get(line);
            after.add(known == null ? EvidenceLines.read(line, languages).get(0) : known);
        });
        if (after.isEmpty()) {
            answer.remove("evidence");
        } else {
            answer.set("evidence", after);
        }
    }

    private static String line(JsonNode one, List<String> languages) {
        var title = one.has("title")
                ? new LocalizedText(new TreeMap<>(texts(one.path("title"), languages.getFirst())))
                : null;
        return EvidenceLines.tidied(EvidenceLines.of(
                List.of(new Evidence(title, text(one, "link"), text(one, "agreement"), text(one, "clause"))),
                languages));
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.has(field) ? node.get(field).asString() : null;
    }

    /** A language that the trust center writes in no more is not in the form, and stays as it is. */
    private static void put(ObjectNode answer, String field, SortedMap<String, String> typed, List<String> languages) {
        var texts = new TreeMap<>(texts(answer.path(field), languages.getFirst()));
        texts.keySet().removeAll(languages);
        typed.forEach((language, text) -> {
            if (languages.contains(language)) {
                texts.put(language, text);
            }
        });
        if (texts.isEmpty()) {
            answer.remove(field);
        } else {
            answer.set(field, JSON.valueToTree(texts));
        }
    }

    private static Set<String> tags(ObjectNode answer) {
        return answer.path("tags").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    /** What a reader would read, however it is written down. */
    private static List<Object> reads(ObjectNode answer, String language) {
        return List.of(
                answer.path("category").asString(""),
                tags(answer),
                texts(answer.path("question"), language),
                texts(answer.path("text"), language),
                answer.path("evidence").toString());
    }

    private static Map<String, String> texts(JsonNode text, String language) {
        if (text.isString()) {
            return Map.of(language, text.asString());
        }
        return text.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asString()));
    }
}
