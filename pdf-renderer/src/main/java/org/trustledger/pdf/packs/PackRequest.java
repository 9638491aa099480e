package org.trustledger.pdf.packs;

import java.time.Instant;
import java.util.regex.Pattern;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackScope;
import org.trustledger.events.TrustCenterId;
import org.trustledger.pdf.typesetting.PackOrder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Work for the press, as the office writes it on the topic.
 *
 * @param pack 32 lower-case hex digits, a function of the rest
 * @param scope as it is written; one that this press does not know is for the press to report
 * @param contentPosition the view must show exactly this position
 * @param accessPosition the view must follow the rules of access of exactly this position
 * @param position of the commit that asked
 */
record PackRequest(
        String pack,
        TrustCenterId trustCenter,
        String scope,
        String language,
        Instant validAt,
        Instant recordedAt,
        long contentPosition,
        long accessPosition,
        long position,
        String rendererVersion,
        String correlationId) {
    private static final Pattern PACK = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}");
    private static final JsonMapper JSON = FactCodec.mapper()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    PackRequest {
        if (!PACK.matcher(pack).matches()) {
            throw new IllegalArgumentException("'%s' is no pack id".formatted(pack));
        }
        if (!LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException("'%s' is no language tag".formatted(language));
        }
    }

    /** @throws UnreadableRequest if the bytes are no request */
    static PackRequest read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, PackRequest.class);
        } catch (JacksonException e) {
            throw new UnreadableRequest(e.getOriginalMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the scope is none that this press knows */
    PackOrder order() {
        return new PackOrder(
                pack,
                trustCenter,
                new PackIdentity(
                        PackScope.read(scope),
                        language,
                        validAt,
                        recordedAt,
                        contentPosition,
                        accessPosition,
                        rendererVersion));
    }
}
