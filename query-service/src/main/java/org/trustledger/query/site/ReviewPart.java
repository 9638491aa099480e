package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.query.review.ReviewRule;
import org.trustledger.query.review.ReviewRules;

/** Says whether changes need the approval of a second person. */
@Component
class ReviewPart {
    private final ReviewRules rules;

    ReviewPart(ReviewRules rules) {
        this.rules = rules;
    }

    /** All that was decided, as known at the point in time, the newest first. */
    List<ReviewRule> of(Visit visit) {
        return rules.of(visit.head().trustCenter(), visit.point().recordedAt());
    }

    /** The same in words; null as long as nothing was decided. */
    @Nullable ReviewShown show(Visit visit) {
        var reader = visit.reader();
        var shown = new ArrayList<ReviewShown.RuleShown>();
        ReviewRule next = null;
        for (var rule : of(visit)) {
            shown.add(show(reader, rule, next));
            next = rule;
        }
        if (shown.isEmpty()) {
            return null;
        }
        var earlier = shown.subList(1, shown.size());
        return new ReviewShown(
                shown.getFirst(),
                List.copyOf(earlier),
                earlier.isEmpty() ? null : reader.say(Text.REVIEW_EARLIER, earlier.size()));
    }

    /** @param next the one that took its place; null for none */
    private static ReviewShown.RuleShown show(Reader reader, ReviewRule rule, @Nullable ReviewRule next) {
        var since = reader.moment(rule.recordedAt());
        return new ReviewShown.RuleShown(
                next == null
                        ? reader.say(rule.required() ? Text.REVIEW_REQUIRED : Text.REVIEW_NOT_REQUIRED, since)
                        : reader.say(
                                rule.required() ? Text.REVIEW_WAS_REQUIRED : Text.REVIEW_WAS_NOT_REQUIRED,
                                since,
                                reader.moment(next.recordedAt())),
                Long.toString(rule.position()),
                reader.said(rule.reason()));
    }
}
