package org.trustledger.command.notices;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.platform.Sha256;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.Content;
import org.trustledger.events.Fact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.Publication;

/**
 * What tells whether two contents say the same, wherever in its list the item stands, without telling what they say: so
 * whoever compares need not have texts that are not for everybody.
 *
 * <p>Never to leave the office: a short text is guessed by its digest.
 */
record Reading(String sha256) {
    private static final List<String> PLACE = List.of("order", "category");

    static Reading of(Content content) {
        var said = FactCodec.mapper().valueToTree(content).asObject();
        said.remove(PLACE);
        return new Reading(HexFormat.of()
                .formatHex(Sha256.fresh().digest(FactCodec.mapper().writeValueAsBytes(said))));
    }

    /** Of what a fact states; null if it states no content. */
    static @Nullable Reading of(Fact fact) {
        var content = switch (fact) {
            case Publication publication -> publication.content();
            case AnswerVersionOpened opened -> opened.content();
            default -> null;
        };
        return content == null ? null : of(content);
    }

    /** No digest in any log. */
    @Override
    public String toString() {
        return "Reading";
    }
}
