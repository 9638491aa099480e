package org.trustledger.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From now on an answer may be read otherwise. Whoever holds what was stated of it before drops texts, titles and
 * reasons at once, whatever they were; what may still be read of a version is told again by an
 * {@link AnswerVersionOpened} of the same commit.
 *
 * @param tags keys of the tags of whatever readers could see of it before: what packs of a part may hold it
 * @param reason why, as far as readers may know
 * @param reasonSha256 lower-case hex SHA-256 of what the office keeps of the reason, salt included; null if
 *     {@code reason} is all of it
 */
public record AnswerAccessChanged(
        String item,
        Access access,
        List<String> tags,
        LocalizedText reason,
        @Nullable String reasonSha256) implements AccessFact {

    /** @throws IllegalArgumentException if the id cannot be */
    public AnswerAccessChanged {
        if (!TrustCenterId.isValid(item)) {
            throw new IllegalArgumentException("'%s' is no item id".formatted(item));
        }
        tags = List.copyOf(tags);
    }
}
