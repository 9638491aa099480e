package org.trustledger.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a fact as the bytes that are kept, sent and later proved, and reads them back: CloudEvents 1.0 in the JSON
 * event format (structured mode).
 *
 * <p>Positions are text because the attribute type Integer of CloudEvents ends at 2^31. Thread-safe.
 */
public final class FactCodec {
    private static final String SPEC_VERSION = "1.0";
    private static final byte[] DATA = ",\"data\":".getBytes(StandardCharsets.UTF_8);

    // One for all: what a mapper has learnt of a class it has to learn but once.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
            .build();

    private final JsonMapper json = mapper();
    // What is optional in an envelope is left out of it; what is not is asked for by the envelope itself.
    private final JsonMapper envelopes = json.rebuild()
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** The mapper behind the codec, for whoever stores or serves parts of a fact in the same form. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** The bytes of a fact: the same for equal facts, whoever writes them. */
    public byte[] write(PublicFact fact) {
        return write(fact, writeData(fact.fact()));
    }

    /**
     * The same for whoever keeps the data of its own as well, and need not have it written twice.
     *
     * @param data what {@link #writeData} made of this fact
     */
    public byte[] write(PublicFact fact, byte[] data) {
        var type = FactType.of(fact.fact());
        var attributes = json.writeValueAsBytes(new Attributes(
                SPEC_VERSION,
                fact.trustCenter() + "/" + fact.position(),
                "/trust-centers/" + fact.trustCenter(),
                type.cloudEventType(),
                fact.item(),
                fact.recordedAt(),
                "application/json",
                fact.trustCenter(),
                Long.toString(fact.position()),
                Long.toString(fact.commitPosition()),
                fact.actor(),
                fact.approver(),
                fact.correlationId()));
        // The data is the last member, so it goes where the attributes end.
        var open = attributes.length - 1;
        var bytes = Arrays.copyOf(attributes, open + DATA.length + data.length + 1);
        System.arraycopy(DATA, 0, bytes, open, DATA.length);
        System.arraycopy(data, 0, bytes, open + DATA.length, data.length);
        bytes[bytes.length - 1] = '}';
        return bytes;
    }

    /** What a fact says, without its place in the ledger: what {@link #readData} reads. */
    public byte[] writeData(Fact fact) {
        return json.writeValueAsBytes(fact);
    }

    /** @throws UnreadableFact if the bytes are not what {@link #write} makes, in any version ever published */
    public PublicFact read(byte[] bytes) {
        try {
            var event = envelopes.readValue(bytes, Envelope.class);
            var published = FactType.ofCloudEvent(event.type())
                    .orElseThrow(() -> new UnreadableFact(
                            "No fact is called '%s' in this version of the software".formatted(event.type())));
            return new PublicFact(
                    event.trustcenter(),
                    Long.parseLong(event.position()),
                    Long.parseLong(event.commitposition()),
                    event.time(),
                    event.actor(),
                    event.approver(),
                    event.correlationid(),
                    fact(published.type(), published.version(), event.data()));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableFact("Not a public fact: %s".formatted(e.getMessage()), e);
        }
    }

    /**
     * What a fact says, from its data alone: the form in which a store keeps it.
     *
     * @param version of the data, any ever published
     * @throws UnreadableFact if the data is not what that version says
     */
    public Fact readData(FactType type, int version, byte[] data) {
        try {
            return fact(type, version, json.readTree(data));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableFact(
                    "No data of '%s' version %d: %s".formatted(type.factName(), version, e.getMessage()), e);
        }
    }

    private Fact fact(FactType type, int version, JsonNode data) {
        return json.treeToValue(type.upcast(version, data.asObject()), type.factClass());
    }

    private record Attributes(
            String specversion,
            String id,
            String source,
            String type,
            String subject,
            Instant time,
            String datacontenttype,
            TrustCenterId trustcenter,
            String position,
            String commitposition,
            String actor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String approver,

            String correlationid) {}

    private record Envelope(
            String specversion,
            String id,
            String source,
            String type,
            @Nullable String subject,
            Instant time,
            @Nullable String datacontenttype,
            TrustCenterId trustcenter,
            String position,
            String commitposition,
            String actor,
            @Nullable String approver,
            String correlationid,
            JsonNode data) {
        Envelope {
            if (Stream.of(
                            specversion,
                            id,
                            source,
                            type,
                            time,
                            trustcenter,
                            position,
                            commitposition,
                            actor,
                            correlationid,
                            data)
                    .anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException("an attribute is missing");
            }
        }
    }
}
