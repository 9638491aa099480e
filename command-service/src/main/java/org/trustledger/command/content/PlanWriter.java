package org.trustledger.command.content;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.trustledger.events.FactCodec;
import tools.jackson.core.JsonGenerator;

/** Writes a kept plan as the API would have answered it, line by line. */
final class PlanWriter {
    private PlanWriter() {}

    static void write(SentDocument sent, Planned plan, SentDocuments documents, OutputStream to) {
        try (var out = FactCodec.mapper().createGenerator(to)) {
            out.writeStartObject();
            out.writeStringProperty("trustCenter", sent.trustCenter().value());
            out.writeNumberProperty("contentPosition", plan.base());
            out.writeNumberProperty("facts", plan.facts());
            lines("changes", sent, false, documents, out);
            lines("leftOut", sent, true, documents, out);
            out.writeEndObject();
        }
    }

    private static void lines(
            String name, SentDocument sent, boolean leftOut, SentDocuments documents, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        documents.eachLine(sent, leftOut, line -> out.writeRawValue(new String(line, StandardCharsets.UTF_8)));
        out.writeEndArray();
    }
}
