package org.trustledger.events;

import org.jspecify.annotations.Nullable;

/**
 * What answers can be filtered by. Its key is the item id.
 *
 * @param order place among the tags, ascending, with gaps
 * @param legalReference the act a framework stands for, such as "Regulation (EU) 2016/679"; null for none
 */
public record Tag(
        long order,
        LocalizedText label,
        TagKind kind,
        @Nullable LocalizedText legalReference) implements Content {}
