package org.trustledger.pdf.views;

import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads the counter's view. What a newer counter adds is left out, so that its bytes do not change a pack. Thread-safe.
 */
public final class ViewJson {
    private static final Map<String, Class<? extends Content>> KINDS = Map.of(
            "trust-centers", Profile.class,
            "pillars", Pillar.class,
            "categories", Category.class,
            "tags", Tag.class,
            "answers", Answer.class,
            "agreements", AgreementRevision.class,
            "subprocessors", Subprocessor.class,
            "data-centers", DataCenter.class);

    private final JsonMapper json = FactCodec.mapper()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addDeserializer(Coming.class, new TreeReader<>(Coming.class, ViewJson::coming))
                    .addDeserializer(Ending.class, new TreeReader<>(Ending.class, ViewJson::ending))
                    .addDeserializer(Differing.class, new TreeReader<>(Differing.class, ViewJson::differing)))
            .build();

    /** @throws UnreadableView if the bytes are no view, or hold a kind of content this press cannot print */
    public View read(byte[] bytes) {
        try {
            return json.readValue(bytes, View.class);
        } catch (JacksonException e) {
            throw new UnreadableView("The counter's view cannot be read: %s".formatted(e.getOriginalMessage()), e);
        }
    }

    /** @throws UnreadableView if the bytes are no differences, or hold a kind of content this press cannot print */
    public DifferencesRead readDifferences(byte[] bytes) {
        try {
            return json.readValue(bytes, DifferencesRead.class);
        } catch (JacksonException e) {
            throw new UnreadableView(
                    "The counter's differences cannot be read: %s".formatted(e.getOriginalMessage()), e);
        }
    }

    /** The mapper that writes a view as it was read: the same bytes for equal views. */
    public JsonMapper mapper() {
        return json;
    }

    private static Coming coming(JsonNode node, DeserializationContext context) {
        return new Coming(kind(node), stated(node, context));
    }

    private static Ending ending(JsonNode node, DeserializationContext context) {
        var stated = stated(node, context);
        if (stated.until() == null) {
            throw new UnreadableView("The view says that %s/%s ends, and not when".formatted(kind(node), stated.id()));
        }
        return new Ending(
                kind(node),
                stated,
                context.readTreeAsValue(node.path("reason"), LocalizedText.class),
                node.path("position").asLong());
    }

    private static Differing differing(JsonNode node, DeserializationContext context) {
        return new Differing(
                kind(node),
                node.path("item").asString(""),
                node.path("became").asString(""),
                side(node, "before", context),
                side(node, "after", context),
                context.readTreeAsValue(node.path("reason"), LocalizedText.class),
                context.readTreeAsValue(node.path("recordedAt"), Instant.class),
                node.path("position").asLong(),
                node.path("steps")
                        .valueStream()
                        .map(step -> context.readTreeAsValue(step, Differing.Step.class))
                        .toList(),
                node.path("stepsLeftOut").asBoolean(false));
    }

    private static @Nullable Stated<? extends Content> side(
            JsonNode node, String name, DeserializationContext context) {
        return node.path(name).isObject() ? stated(kind(node), node.path(name), context) : null;
    }

    private static String kind(JsonNode node) {
        return node.path("kind").asString("");
    }

    private static Stated<? extends Content> stated(JsonNode node, DeserializationContext context) {
        return stated(kind(node), node.path("stated"), context);
    }

    private static Stated<? extends Content> stated(String kind, JsonNode node, DeserializationContext context) {
        var content = KINDS.get(kind);
        if (content == null) {
            throw new UnreadableView("The view announces something of the kind '%s'; this press can print %s"
                    .formatted(kind, new TreeSet<>(KINDS.keySet())));
        }
        return context.readTreeAsValue(node, context.getTypeFactory().constructParametricType(Stated.class, content));
    }

    private static final class TreeReader<T> extends StdDeserializer<T> {
        private final BiFunction<JsonNode, DeserializationContext, T> read;

        TreeReader(Class<T> type, BiFunction<JsonNode, DeserializationContext, T> read) {
            super(type);
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            return read.apply(context.readTree(parser), context);
        }
    }
}
