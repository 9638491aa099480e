package org.trustledger.command.ledger;

import java.sql.Types;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.command.platform.Sha256;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.ContentFact;
import org.trustledger.events.Fact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.FactType;
import org.trustledger.events.PackIssued;
import org.trustledger.events.ReviewChanged;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.JsonNode;

/** What the office keeps of facts that do not tell all: each as it would be told to everybody. */
@Component
public class WithheldParts {
    private final JdbcTemplate jdbc;

    WithheldParts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One of them.
     *
     * @param bytes for whoever is to be shown what the fact withholds
     * @param sha256 of these bytes, lower-case hex: what the fact tells of it
     */
    public record Part(byte[] bytes, String sha256) {
        /** @param salt random bytes that nothing else was made with */
        public static Part of(Fact truth, byte[] salt) {
            var type = FactType.of(truth);
            var json = FactCodec.mapper();
            var bytes = json.writeValueAsBytes(new Kept(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(salt),
                    type.factName(),
                    type.version(),
                    json.valueToTree(truth)));
            return new Part(bytes, HexFormat.of().formatHex(Sha256.fresh().digest(bytes)));
        }
    }

    /** @param salt keeps a short text from being guessed by its digest */
    private record Kept(String salt, String fact, int version, JsonNode data) {}

    /** Keeps them for ever, in the same transaction as their facts. */
    public void keep(TrustCenterId trustCenter, Map<Long, Part> byPosition) {
        jdbc.batchUpdate(
                "insert into withheld_part (trust_center, position, bytes) values (?, ?, ?)",
                byPosition.entrySet().stream()
                        .map(entry -> new Object[] {
                            trustCenter.value(),
                            entry.getKey(),
                            entry.getValue().bytes()
                        })
                        .toList(),
                new int[] {Types.VARCHAR, Types.BIGINT, Types.BINARY});
    }

    /** What the fact tells of what the office keeps; null if it tells of none. */
    public static @Nullable String sha256Of(Fact fact) {
        return switch (fact) {
            case AnswerPublished(var _, var answer) -> answer.withheldSha256();
            case AnswerWithheld withheld -> withheld.sha256();
            case AnswerAccessChanged changed -> changed.reasonSha256();
            case AnswerVersionOpened opened ->
                opened.content() == null ? null : opened.content().withheldSha256();
            case ContentFact _, AnswerConfirmed _, PackIssued _, ReviewChanged _ -> null;
        };
    }

    /** @throws org.trustledger.events.UnreadableFact if the bytes are none of a part */
    static Fact read(FactCodec codec, byte[] bytes) {
        var kept = FactCodec.mapper().readValue(bytes, Kept.class);
        var type = FactType.named(kept.fact())
                .orElseThrow(() -> new IllegalStateException(
                        "A part is withheld of a '%s', which this version does not know".formatted(kept.fact())));
        return codec.readData(type, kept.version(), FactCodec.mapper().writeValueAsBytes(kept.data()));
    }
}
