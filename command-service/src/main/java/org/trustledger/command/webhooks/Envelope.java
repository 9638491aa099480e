package org.trustledger.command.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.FactCodec;
import tools.jackson.databind.JsonNode;

/**
 * What is told to an endpoint: CloudEvents 1.0, to be sent in the structured mode.
 *
 * @param id unique for its source
 * @param source such as {@code /trust-centers/nordhamn}
 * @param type such as {@code org.trustledger.notices.published.v1}
 * @param subject what of the source it is about; null for all of it
 * @param time when it happened
 */
public record Envelope(
        String id, String source, String type, @Nullable String subject, Instant time, JsonNode data) {

    /** The body of a call. */
    public String json() {
        return FactCodec.mapper()
                .writeValueAsString(new Members("1.0", id, source, type, subject, time, "application/json", data));
    }

    private record Members(
            String specversion,
            String id,
            String source,
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String subject,

            Instant time,
            String datacontenttype,
            JsonNode data) {}
}
