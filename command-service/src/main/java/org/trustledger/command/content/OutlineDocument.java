package org.trustledger.command.content;

import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.FactCodec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes content documents of what is done to the outline in the browser, so that it is held to the rules of any
 * document and goes the way of one. Each mentions no more than it has to.
 */
final class OutlineDocument {
    private static final JsonMapper JSON = FactCodec.mapper();

    private final ObjectNode whole;
    private final List<String> languages;

    /** @throws NothingToExport if the trust center has no content */
    OutlineDocument(ContentState state) {
        var exported = new ByteArrayOutputStream();
        Export.write(state, DocumentFormat.JSON, exported);
        whole = JSON.readTree(exported.toByteArray()).asObject();
        languages = whole.at("/profile/languages")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        unfold(whole.get("profile").asObject());
    }

    /**
     * Its days as instants and its texts by language: another time zone, or another first language, must not change
     * what was said before.
     */
    private void unfold(ObjectNode profile) {
        var dates = new Dates(ZoneId.of(whole.at("/profile/timeZone").asString()));
        var versions = new ArrayList<ObjectNode>(List.of(profile));
        profile.path("earlier").forEach(earlier -> versions.add(earlier.asObject()));
        for (var version : versions) {
            for (var day : List.of("from", "until")) {
                if (version.has(day)) {
                    dates.instantOf(version.get(day).asString())
                            .ifPresent(instant -> version.put(day, instant.toString()));
                }
            }
            for (var text : List.of("introduction", "reason")) {
                unfold(version, text);
            }
            if (version.get("contact") instanceof ObjectNode contact) {
                unfold(contact, "function");
            }
        }
    }

    private void unfold(ObjectNode in, String text) {
        if (in.has(text) && in.get(text).isString()) {
            in.set(text, JSON.valueToTree(texts(in.get(text))));
        }
    }

    /** The values of an item as they are written in the browser; empty if there is none. */
    SortedMap<String, String> values(OutlineKind kind, String item) {
        var values = new TreeMap<String, String>();
        var known = known(kind, item);
        if (known != null) {
            for (var field : kind.fields()) {
                var node = at(known, field.name());
                if (field.perLanguage()) {
                    texts(node)
                            .forEach((language, text) -> values.put("%s/%s".formatted(field.name(), language), text));
                    values.keySet()
                            .removeIf(path -> path.startsWith(field.name() + "/")
                                    && !field.paths(languages).contains(path));
                } else if (node.isArray()) {
                    values.put(
                            field.name(),
                            node.valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
                } else if (node.isString()) {
                    values.put(field.name(), node.asString());
                }
            }
        }
        return values;
    }

    /** One item as it was edited. */
    byte[] of(OutlineEdit edit) {
        var before = known(edit.kind(), edit.item());
        var after = before == null ? JSON.createObjectNode().put("id", edit.item()) : before.deepCopy();
        for (var field : edit.kind().fields()) {
            put(after, field, edit);
        }
        var item = before == null
                ? begins(after, edit)
                : edit.timing() == AnswerEdit.Timing.CORRECTION
                        ? edit.kind().versions().corrected(before, after)
                        : before.equals(after)
                                ? after
                                : begins(edit.kind().versions().revised(before, after), edit);
        var document = head(edit.reason());
        if (edit.kind() == OutlineKind.PROFILE) {
            document.set("profile", item);
        } else {
            document.putArray(edit.kind().key()).add(item);
        }
        return JSON.writeValueAsBytes(document);
    }

    /** The day is one of the zone in which it was typed, whatever the zone becomes. */
    private ObjectNode begins(ObjectNode item, OutlineEdit edit) {
        return edit.timing() == AnswerEdit.Timing.LATER
                ? item.put(
                        "from",
                        LocalDate.parse(edit.from())
                                .atStartOfDay(
                                        ZoneId.of(whole.at("/profile/timeZone").asString()))
                                .toInstant()
                                .toString())
                : item;
    }

    /** All of a kind but the one that goes. */
    byte[] without(OutlineKind kind, String item, SortedMap<String, String> reason) {
        return JSON.writeValueAsBytes(head(reason).set(kind.key(), others(kind, item)));
    }

    /**
     * The answers that stand in one category, or carry one tag, in another one; all of the kind but the one that goes.
     *
     * @param answers their ids
     */
    byte[] merged(
            OutlineKind kind, String from, String into, Predicate<String> answers, SortedMap<String, String> reason) {
        var document = head(reason);
        for (var other : List.of(OutlineKind.CATEGORY, OutlineKind.TAG)) {
            if (whole.has(other.key())) {
                document.set(other.key(), other == kind ? others(kind, from) : whole.get(other.key()));
            }
        }
        var moved = document.putArray("answers");
        whole.path("answers")
                .valueStream()
                .map(JsonNode::asObject)
                .filter(answer -> answers.test(answer.get("id").asString()))
                .forEach(before -> moved.add(fromNowOn(in(kind, before.deepCopy(), from, into))));
        return JSON.writeValueAsBytes(document);
    }

    // The versions before stay as they were when nobody mentions them, and they name what is to go.
    private static ObjectNode fromNowOn(ObjectNode item) {
        item.remove(List.of("from", "until", "reason", "earlier"));
        return item;
    }

    private static ObjectNode in(OutlineKind kind, ObjectNode answer, String from, String into) {
        if (kind == OutlineKind.CATEGORY) {
            return answer.put("category", into);
        }
        var tags = new LinkedHashSet<String>();
        answer.path("tags")
                .valueStream()
                .map(JsonNode::asString)
                .map(tag -> tag.equals(from) ? into : tag)
                .forEach(tags::add);
        answer.set("tags", JSON.valueToTree(tags));
        return answer;
    }

    /**
     * Items in another order, from now on. Whatever else stands in their list is not mentioned, and stays where it is.
     *
     * @param ids in the new order
     */
    byte[] ordered(ContentKind kind, List<String> ids, SortedMap<String, String> reason) {
        var document = head(reason);
        if (kind == ContentKind.ANSWER) {
            for (var other : List.of(OutlineKind.CATEGORY, OutlineKind.TAG)) {
                if (whole.has(other.key())) {
                    document.set(other.key(), whole.get(other.key()));
                }
            }
        }
        var byId = whole.path(kind.key())
                .valueStream()
                .map(JsonNode::asObject)
                .collect(Collectors.toMap(item -> item.get("id").asString(), item -> item));
        var list = document.putArray(kind.key());
        ids.stream()
                .distinct()
                .filter(byId::containsKey)
                .map(id -> fromNowOn(Objects.requireNonNull(byId.get(id)).deepCopy()))
                .forEach(list::add);
        return JSON.writeValueAsBytes(document);
    }

    private ObjectNode head(SortedMap<String, String> reason) {
        var document = JSON.createObjectNode();
        document.set("trustLedger", whole.get("trustLedger"));
        document.set("basedOn", whole.get("basedOn"));
        document.set("reason", JSON.valueToTree(reason));
        document.set("profile", whole.get("profile"));
        return document;
    }

    private ArrayNode others(OutlineKind kind, String item) {
        var others = JSON.createArrayNode();
        whole.path(kind.key())
                .valueStream()
                .filter(each -> !each.get("id").asString().equals(item))
                .forEach(others::add);
        return others;
    }

    private @Nullable ObjectNode known(OutlineKind kind, String item) {
        if (kind == OutlineKind.PROFILE) {
            return whole.get("profile").asObject();
        }
        return whole.path(kind.key())
                .valueStream()
                .map(JsonNode::asObject)
                .filter(each -> each.get("id").asString().equals(item))
                .findFirst()
                .orElse(null);
    }

    private void put(ObjectNode item, OutlineKind.Field field, OutlineEdit edit) {
        var name = field.name();
        var dot = name.indexOf('.');
        var in = dot < 0 ? item : item.withObjectProperty(name.substring(0, dot));
        var key = name.substring(dot + 1);
        if (field.perLanguage()) {
            put(in, key, field, edit);
        } else if (!edit.values().containsKey(name)) {
            in.remove(key);
        } else if (name.equals("languages")) {
            var list = in.putArray(key);
            for (var language : edit.values().get(name).split("[,\\s]+")) {
                list.add(language);
            }
        } else {
            in.put(key, edit.values().get(name));
        }
    }

    /** A language that the trust center writes in no more is not in the form, and stays as it is. */
    private void put(ObjectNode in, String key, OutlineKind.Field field, OutlineEdit edit) {
        var before = texts(in.path(key));
        var texts = new TreeMap<>(before);
        for (var language : languages) {
            var typed = edit.values().get("%s/%s".formatted(field.name(), language));
            if (typed == null) {
                texts.remove(language);
            } else {
                texts.put(language, typed);
            }
        }
        if (texts.isEmpty()) {
            in.remove(key);
        } else if (!texts.equals(before)) {
            in.set(key, JSON.valueToTree(texts));
        }
    }

    private Map<String, String> texts(JsonNode text) {
        if (text.isString()) {
            return Map.of(languages.getFirst(), text.asString());
        }
        return text.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asString()));
    }

    private static JsonNode at(JsonNode item, String name) {
        return item.at("/" + name.replace('.', '/'));
    }
}
