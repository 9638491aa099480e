package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ContentSchemaTest {
    private final JsonNode schema = JsonMapper.shared().readTree(new ContentSchema().text());

    @Test
    void isASchemaOfItsDraft() {
        var draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));

        assertThat(draft.validate(schema)).isEmpty();
    }

    @Test
    void everyPropertyIsDescribed() {
        var undescribed = new ArrayList<String>();
        forEachSchema(
                "",
                schema,
                (path, object) -> object.path("properties").properties().forEach(property -> {
                    var described = property.getValue();
                    while (!described.has("description") && described.has("$ref")) {
                        described =
                                schema.at(described.get("$ref").stringValue().substring(1));
                    }
                    if (described.path("description").asString("").length() < 8) {
                        undescribed.add(path + "/" + property.getKey());
                    }
                }));

        assertThat(undescribed).isEmpty();
    }

    @Test
    void noObjectTakesWhatItDoesNotKnow() {
        List<String> open = new ArrayList<>();
        forEachSchema("", schema, (path, object) -> {
            if (object.path("type").toString().contains("object")
                    && !object.path("additionalProperties").isBoolean()) {
                open.add(path);
            }
        });

        assertThat(open).isEmpty();
    }

    @Test
    void everyTextAndListHasALimit() {
        List<String> unlimited = new ArrayList<>();
        forEachSchema("", schema, (path, object) -> {
            var type = object.path("type").toString();
            if (type.contains("string") && !object.has("maxLength") && !object.has("enum") && !object.has("pattern")) {
                unlimited.add(path);
            }
            if (type.contains("array") && !object.has("maxItems")) {
                unlimited.add(path);
            }
        });

        assertThat(unlimited).isEmpty();
    }

    private interface Visitor {
        void visit(String path, JsonNode object);
    }

    private static void forEachSchema(String path, JsonNode node, Visitor visitor) {
        if (node.isObject()) {
            visitor.visit(path, node);
            node.properties()
                    .forEach(property -> forEachSchema(path + "/" + property.getKey(), property.getValue(), visitor));
        }
    }
}
