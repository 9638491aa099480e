package org.trustledger.command.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What applying a document would do.
 *
 * @param contentPosition what it was held against, to be named when it is applied
 * @param facts how many would be recorded; 0 if the document says what is said already
 * @param changes in the order in which they would be recorded
 * @param holdsUntil as {@link Planned} has it
 * @param leftOut what the trust center says and the document does not: it stays unless it is removed explicitly
 */
public record Plan(
        TrustCenterId trustCenter,
        long contentPosition,
        int facts,
        List<Line> changes,
        List<LeftOut> leftOut,
        @JsonIgnore @Nullable Instant holdsUntil) {
    private static final JsonMapper JSON = FactCodec.mapper();
    private static final String ACCESS = "access";

    /**
     * @param kind key of the list in the document, such as {@code answers}
     * @param title what people call it, in the default language
     * @param until exclusive; null for until further notice
     * @param corrects position of the fact that was wrong; null if this is no correction
     * @param fields what differs, as in the document; none for what is added or removed
     * @param texts where texts differ, each before and after; all of them for what is added or removed
     */
    public record Line(
            String kind,
            String item,
            @Nullable String title,
            Change.Kind change,
            Instant from,
            @Nullable Instant until,
            @Nullable Long corrects,
            LocalizedText reason,
            List<String> fields,
            List<Text> texts) {

        /** The part of the plan that it belongs to. */
        public PlanPart part() {
            return PlanPart.of(change);
        }

        /** The same line whenever it is planned: what begins with the applying begins at no moment yet. */
        Line asPlanned(Instant at) {
            return from.equals(at)
                    ? new Line(kind, item, title, change, Instant.EPOCH, until, corrects, reason, fields, texts)
                    : this;
        }

        /** As it is named for removal, such as {@code answers/data-location}. */
        public String named() {
            return ItemId.named(kind, item);
        }
    }

    /**
     * @param field such as {@code text/en} or {@code clauses/breach-notice/text/en}
     * @param before null if there was none
     * @param after null if there is none any more
     */
    public record Text(
            String field, @Nullable String before, @Nullable String after) {}

    /** @param item such as {@code answers/data-location}, as it is named for removal */
    public record LeftOut(String item, @Nullable String title) {}

    static Plan of(ApplyContent command, ContentState state, Instant at) {
        var language = command.document().profile().languages().getFirst();
        var changes = command.changes(state, at);
        var accesses = command.accessChanges(state);
        var after = state.after(changes.stream().map(Change::fact).toList(), at);
        return new Plan(
                command.trustCenter(),
                state.contentPosition(),
                changes.size() + accesses.stream().mapToInt(AccessChange::facts).sum(),
                Stream.concat(
                                changes.stream().map(change -> line(change, language)),
                                accesses.stream().map(change -> line(change, command, at, language)))
                        .toList(),
                command.leftOut(after, at).stream()
                        .map(item -> new LeftOut(
                                item.toString(), Titles.of(after.of(item).lastContent(), language)))
                        .toList(),
                holdsUntil(command, state, at));
    }

    private static @Nullable Instant holdsUntil(ApplyContent command, ContentState state, Instant at) {
        var stated = Stream.concat(
                        command.document().items().stream().map(ContentDocument.Item::itemId),
                        command.removals().items().stream())
                .flatMap(item -> state.of(item).stretches().stream())
                .flatMap(stretch -> Stream.of(stretch.from(), Objects.requireNonNullElse(stretch.to(), at)));
        var written = command.document().items().stream()
                .flatMap(item -> item.versions().stream())
                .flatMap(version -> Stream.of(
                        Objects.requireNonNullElse(version.from(), at),
                        Objects.requireNonNullElse(version.until(), at)));
        return Stream.concat(stated, written)
                .filter(moment -> moment.isAfter(at))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Line line(AccessChange change, ApplyContent command, Instant at, String language) {
        var content = change.content() == null ? command.document().current(change.item()) : change.content();
        return new Line(
                change.item().kind().key(),
                change.item().id(),
                Titles.of(content, language),
                Change.Kind.ACCESS,
                at,
                null,
                null,
                change.reason(),
                List.of(ACCESS),
                List.of(new Text(ACCESS, word(change.before()), word(change.after()))));
    }

    private static String word(Access access) {
        return JSON.valueToTree(access).asString();
    }

    private static Line line(Change change, String language) {
        var statement = change.fact().statement();
        var before = change.before() == null ? null : change.before().content();
        var after = change.after();
        var fields = new TreeSet<String>();
        var texts = new ArrayList<Text>();
        compare(
                before == null ? JSON.createObjectNode() : JSON.valueToTree(before),
                after == null ? JSON.createObjectNode() : JSON.valueToTree(after),
                fields,
                texts);
        if (before == null || after == null) {
            fields.clear();
        }
        if (change.before() != null
                && after != null
                && change.kind() != Change.Kind.DATED
                && fields.isEmpty()
                && !change.before().reason().equals(statement.reason())) {
            fields.add("reason");
        }
        if (change.kind() == Change.Kind.DATED) {
            fields.clear();
            texts.clear();
            fields.add("from");
        }
        return new Line(
                change.item().kind().key(),
                change.item().id(),
                Titles.of(after == null ? before : after, language),
                change.kind(),
                statement.validFrom(),
                statement.validTo(),
                statement.corrects(),
                statement.reason(),
                List.copyOf(fields),
                texts);
    }

    private static void compare(JsonNode before, JsonNode after, TreeSet<String> fields, List<Text> texts) {
        var all = new LinkedHashSet<>(after.propertyNames());
        all.addAll(before.propertyNames());
        all.forEach(field -> {
            if (!after.path(field).equals(before.path(field))) {
                fields.add(field);
                var then = leaves(field, before.path(field));
                var now = leaves(field, after.path(field));
                var paths = new LinkedHashMap<String, String>(then);
                paths.putAll(now);
                paths.keySet().stream()
                        .filter(path -> !Objects.equals(then.get(path), now.get(path)))
                        .filter(path -> !path.equals("order"))
                        .map(path -> new Text(path, then.get(path), now.get(path)))
                        .forEach(texts::add);
            }
        });
    }

    private static SequencedMap<String, String> leaves(String path, JsonNode node) {
        var leaves = new LinkedHashMap<String, String>();
        collect(path, node, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, SequencedMap<String, String> leaves) {
        if (node.isNull() || node.isMissingNode()) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(path + "/" + entry.getKey(), entry.getValue(), leaves));
        } else if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                var element = node.get(i);
                // Clauses and their reasons are known by the id of the clause, whatever their place.
                var id = element.path("id").asString(element.path("clause").asString(Integer.toString(i + 1)));
                collect(path + "/" + id, element, leaves);
            }
        } else {
            leaves.put(path, node.asString());
        }
    }
}
