package org.trustledger.command.content;

import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.ClauseReason;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.Evidence;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Writes all that is known of a trust center as a document that, applied to it, changes nothing: every version with its
 * date and its reason, what was removed included.
 */
final class Export {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> NEVER_INHERITED = Set.of("legalSource", "removedClauses");
    private static final Set<String> LEFT_OUT_IF_EMPTY = Set.of("tags", "evidence", "certifications", "removedClauses");

    private static final ObjectWriter JSON = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
                    .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build())
            .build();

    private final ContentState state;
    private final ZoneId zone;
    private final String defaultLanguage;

    private Export(ContentState state, Profile profile) {
        this.state = state;
        zone = profile.timeZone();
        defaultLanguage = profile.languages().getFirst();
    }

    /** @throws NothingToExport if nothing is known of the trust center */
    static void write(ContentState state, DocumentFormat format, OutputStream to) {
        var profile = state.of(new ItemId(ContentKind.PROFILE, Profile.ITEM)).lastContent();
        if (!(profile instanceof Profile known)) {
            throw new NothingToExport();
        }
        try (var out = format == DocumentFormat.JSON ? JSON.createGenerator(to) : YAML.createGenerator(to)) {
            new Export(state, known).write(out);
        }
    }

    private void write(JsonGenerator out) {
        out.writeStartObject();
        out.writeNumberProperty("trustLedger", 1);
        out.writeNumberProperty("basedOn", state.contentPosition());
        out.writeName("reason");
        out.writePOJO(text(state.newestReason()));
        for (var kind : ContentKind.values()) {
            var items = state.items().stream()
                    .filter(item -> item.kind() == kind)
                    // What was announced and removed before it began has never said anything.
                    .filter(item -> state.of(item).lastContent() != null)
                    .sorted(Comparator.comparingLong((ItemId item) -> Places.of(
                                    Objects.requireNonNull(state.of(item).lastContent())))
                            .thenComparing(ItemId::id))
                    .toList();
            if (kind == ContentKind.PROFILE) {
                out.writeName(kind.key());
                out.writePOJO(item(items.getFirst()));
            } else if (!items.isEmpty()) {
                out.writeName(kind.key());
                out.writeStartArray();
                items.forEach(item -> out.writePOJO(item(item)));
                out.writeEndArray();
            }
        }
        out.writeEndObject();
    }

    private ObjectNode item(ItemId item) {
        var versions = state.of(item).stretches().stream()
                .filter(stated -> stated.content() != null)
                .toList();
        var last = versions.getLast();
        var current = Objects.requireNonNull(last.content());
        var node = NODES.objectNode();
        if (item.kind() != ContentKind.PROFILE) {
            node.put("id", item.id());
        }
        fields(current).properties().stream()
                .filter(field -> !(LEFT_OUT_IF_EMPTY.contains(field.getKey())
                        && field.getValue().isEmpty()))
                .forEach(field -> node.set(field.getKey(), field.getValue()));
        if (state.access(item) != Access.PUBLIC) {
            node.set("access", word(state.access(item)));
        }
        put(node, last, null);
        if (versions.size() > 1) {
            var earlier = node.putArray("earlier");
            for (var i = versions.size() - 2; i >= 0; i--) {
                earlier.add(earlier(versions.get(i), versions.get(i + 1), current));
            }
        }
        return node;
    }

    private ObjectNode earlier(Stated stated, Stated next, Content current) {
        var node = NODES.objectNode();
        put(node, stated, next);
        var then = Objects.requireNonNull(stated.content());
        var fields = fields(then);
        var currently = fields(current);
        if (then instanceof AgreementRevision revision && current instanceof AgreementRevision last) {
            fields.remove("clauses");
            currently.remove("clauses");
            putClauses(node, revision, last);
            node.set("trigger", Objects.requireNonNull(fields.remove("trigger")));
            currently.remove("trigger");
        }
        NEVER_INHERITED.forEach(currently::remove);
        fields.properties().forEach(field -> {
            var isNothing = LEFT_OUT_IF_EMPTY.contains(field.getKey())
                    && field.getValue().isEmpty()
                    && !currently.has(field.getKey());
            if (!isNothing && !field.getValue().equals(currently.get(field.getKey()))) {
                node.set(field.getKey(), field.getValue());
            }
        });
        currently.propertyNames().stream().filter(field -> !fields.has(field)).forEach(node::putNull);
        return node;
    }

    private void put(ObjectNode node, Stated stated, @Nullable Stated next) {
        node.put("from", date(stated.from()));
        if (stated.to() != null && (next == null || !stated.to().equals(next.from()))) {
            node.put("until", date(stated.to()));
        }
        node.set("reason", text(stated.reason()));
    }

    /** By what differs from the current clauses, or all of them where that cannot say it. */
    private void putClauses(ObjectNode node, AgreementRevision then, AgreementRevision current) {
        var thenById = new LinkedHashMap<String, Clause>();
        then.clauses().forEach(clause -> thenById.put(clause.id(), clause));
        var kept = current.clauses().stream().map(Clause::id).filter(thenById::containsKey);
        if (!kept.toList().equals(List.copyOf(thenById.keySet()))) {
            node.set("allClauses", clauses(then));
            return;
        }
        var clauses = NODES.arrayNode();
        var without = NODES.arrayNode();
        for (var clause : current.clauses()) {
            var before = thenById.get(clause.id());
            if (before == null) {
                without.add(clause.id());
                continue;
            }
            var own = clause(before, null);
            var now = clause(clause, null);
            var entry = NODES.objectNode().put("id", clause.id());
            own.properties().stream()
                    .filter(field -> !field.getValue().equals(now.get(field.getKey())))
                    .forEach(field -> entry.set(field.getKey(), field.getValue()));
            putReason(entry, then, clause.id());
            if (entry.size() > 1) {
                clauses.add(entry);
            }
        }
        if (!clauses.isEmpty()) {
            node.set("clauses", clauses);
        }
        if (!without.isEmpty()) {
            node.set("withoutClauses", without);
        }
    }

    private ArrayNode clauses(AgreementRevision revision) {
        var clauses = NODES.arrayNode();
        revision.clauses().forEach(clause -> clauses.add(clause(clause, revision)));
        return clauses;
    }

    private ObjectNode clause(Clause clause, @Nullable AgreementRevision reasons) {
        var node = NODES.objectNode().put("id", clause.id()).put("number", clause.number());
        node.set("heading", text(clause.heading()));
        node.set("text", text(clause.text()));
        if (reasons != null) {
            putReason(node, reasons, clause.id());
        }
        return node;
    }

    private void putReason(ObjectNode node, AgreementRevision revision, String clause) {
        revision.reasons().stream()
                .filter(reason -> reason.clause().equals(clause))
                .forEach(reason -> putReason(node, reason));
    }

    private void putReason(ObjectNode node, ClauseReason reason) {
        node.set("reason", text(reason.reason()));
        node.set("trigger", word(reason.trigger()));
        put(node, "legalSource", reason.legalSource());
    }

    private ObjectNode fields(Content content) {
        var node = NODES.objectNode();
        switch (content) {
            case Profile profile -> {
                node.put("name", profile.name()).put("legalName", profile.legalName());
                node.set("contact", contact(profile.contact()));
                node.set("languages", words(profile.languages()));
                node.put("timeZone", profile.timeZone().getId());
                node.put("defaultNoticePeriod", profile.defaultNoticePeriod().toString());
                put(node, "introduction", profile.introduction());
            }
            case Pillar pillar -> {
                node.set("title", text(pillar.title()));
                node.set("text", text(pillar.text()));
            }
            case Category category -> node.set("label", text(category.label()));
            case Tag tag -> {
                node.set("label", text(tag.label()));
                node.set("kind", word(tag.kind()));
                put(node, "legalReference", tag.legalReference());
            }
            case Answer answer -> {
                node.put("category", answer.category());
                node.set("tags", words(answer.tags()));
                node.set("question", text(answer.question()));
                put(node, "text", answer.text());
                node.set("evidence", evidence(answer.evidence()));
            }
            case AgreementRevision revision -> {
                node.set("title", text(revision.title()));
                node.set("trigger", word(revision.trigger()));
                put(node, "legalSource", revision.legalSource());
                node.set("clauses", clauses(revision));
                node.set("removedClauses", removedClauses(revision));
            }
            case Subprocessor subprocessor -> {
                node.put("legalName", subprocessor.legalName()).put("address", subprocessor.address());
                put(node, "registrationNumber", subprocessor.registrationNumber());
                put(node, "lei", subprocessor.lei());
                node.set("contact", contact(subprocessor.contact()));
                node.set("processing", text(subprocessor.processing()));
                node.set("services", texts(subprocessor.services()));
                node.set("dataCategories", texts(subprocessor.dataCategories()));
                node.set("storageCountries", words(subprocessor.storageCountries()));
                node.set("processingCountries", words(subprocessor.processingCountries()));
                put(node, "transferMechanism", subprocessor.transferMechanism());
                node.put("agreementInPlace", subprocessor.agreementInPlace());
                put(node, "parent", subprocessor.parent());
                put(node, "condition", subprocessor.condition());
            }
            case DataCenter dataCenter -> {
                node.set("name", text(dataCenter.name()));
                node.put("operator", dataCenter.operator());
                node.set("location", text(dataCenter.location()));
                node.put("country", dataCenter.country());
                node.set("purpose", text(dataCenter.purpose()));
                node.set("services", texts(dataCenter.services()));
                node.set("certifications", words(dataCenter.certifications()));
            }
        }
        return node;
    }

    private ArrayNode evidence(List<Evidence> evidence) {
        var list = NODES.arrayNode();
        for (var one : evidence) {
            var node = list.addObject();
            put(node, "title", one.title());
            put(node, "link", one.link());
            put(node, "agreement", one.agreement());
            put(node, "clause", one.clause());
        }
        return list;
    }

    private ArrayNode removedClauses(AgreementRevision revision) {
        var present = revision.clauses().stream().map(Clause::id).toList();
        var removed = NODES.arrayNode();
        revision.reasons().stream()
                .filter(reason -> !present.contains(reason.clause()))
                .forEach(reason -> {
                    var node = NODES.objectNode().put("id", reason.clause());
                    putReason(node, reason);
                    removed.add(node);
                });
        return removed;
    }

    private ObjectNode contact(ContactFunction contact) {
        var node = NODES.objectNode();
        node.set("function", text(contact.function()));
        return node.put("address", contact.address());
    }

    private void put(ObjectNode node, String key, @Nullable LocalizedText text) {
        if (text != null) {
            node.set(key, text(text));
        }
    }

    private static void put(ObjectNode node, String key, @Nullable String text) {
        if (text != null) {
            node.put(key, text);
        }
    }

    private JsonNode text(LocalizedText text) {
        var byLanguage = text.byLanguage();
        if (byLanguage.size() == 1 && byLanguage.containsKey(defaultLanguage)) {
            return NODES.stringNode(byLanguage.get(defaultLanguage));
        }
        var node = NODES.objectNode();
        byLanguage.forEach(node::put);
        return node;
    }

    private ArrayNode texts(List<LocalizedText> texts) {
        var node = NODES.arrayNode();
        texts.forEach(text -> node.add(text(text)));
        return node;
    }

    private static ArrayNode words(List<String> words) {
        var node = NODES.arrayNode();
        words.forEach(node::add);
        return node;
    }

    /** The word the document has for a constant, which is that of the facts. */
    private static JsonNode word(Enum<?> constant) {
        return FactCodec.mapper().valueToTree(constant);
    }

    private String date(Instant instant) {
        var date = LocalDate.ofInstant(instant, zone);
        return date.atStartOfDay(zone).toInstant().equals(instant) ? date.toString() : instant.toString();
    }
}
