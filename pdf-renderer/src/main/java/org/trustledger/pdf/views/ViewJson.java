package org.trustledger.pdf.views;

import java.util.Map;
import java.util.TreeSet;
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
                    .addDeserializer(Coming.class, new ComingReader())
                    .addDeserializer(Ending.class, new EndingReader()))
            .build();

    /** @throws UnreadableView if the bytes are no view, or hold a kind of content this press cannot print */
    public View read(byte[] bytes) {
        try {
            return json.readValue(bytes, View.class);
        } catch (JacksonException e) {
            throw new UnreadableView("The counter's view cannot be read: %s".formatted(e.getOriginalMessage()), e);
        }
    }

    /** The mapper that writes a view as it was read: the same bytes for equal views. */
    public JsonMapper mapper() {
        return json;
    }

    private static final class ComingReader extends StdDeserializer<Coming> {
        ComingReader() {
            super(Coming.class);
        }

        @Override
        public Coming deserialize(
                tools.jackson.core.JsonParser parser, tools.jackson.databind.DeserializationContext context) {
            JsonNode node = context.readTree(parser);
            return new Coming(kind(node), stated(node, context));
        }
    }

    private static final class EndingReader extends StdDeserializer<Ending> {
        EndingReader() {
            super(Ending.class);
        }

        @Override
        public Ending deserialize(
                tools.jackson.core.JsonParser parser, tools.jackson.databind.DeserializationContext context) {
            JsonNode node = context.readTree(parser);
            var stated = stated(node, context);
            if (stated.until() == null) {
                throw new UnreadableView(
                        "The view says that %s/%s ends, and not when".formatted(kind(node), stated.id()));
            }
            return new Ending(
                    kind(node),
                    stated,
                    context.readTreeAsValue(node.path("reason"), LocalizedText.class),
                    node.path("position").asLong());
        }
    }

    private static String kind(JsonNode node) {
        return node.path("kind").asString("");
    }

    private static Stated<? extends Content> stated(
            JsonNode node, tools.jackson.databind.DeserializationContext context) {
        var content = KINDS.get(kind(node));
        if (content == null) {
            throw new UnreadableView("The view announces something of the kind '%s'; this press can print %s"
                    .formatted(kind(node), new TreeSet<>(KINDS.keySet())));
        }
        return context.readTreeAsValue(
                node.path("stated"), context.getTypeFactory().constructParametricType(Stated.class, content));
    }
}
