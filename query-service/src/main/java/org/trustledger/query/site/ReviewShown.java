package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether changes need the approval of a second person, as known at the point in time.
 *
 * @param now what holds
 * @param earlier what held before, the newest first
 * @param earlierLabel how much that is, in words; null for nothing
 */
public record ReviewShown(
        RuleShown now, List<RuleShown> earlier, @Nullable String earlierLabel) {

    /**
     * What was decided at one time.
     *
     * @param sentence what, and since when
     */
    public record RuleShown(String sentence, String position, Said reason) {}
}
