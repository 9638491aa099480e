package org.trustledger.command.content;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The document was written on a content position that is not the newest. */
final class ChangedMeanwhile extends Refusal {
    private static final long serialVersionUID = 1;

    /** More would not be read, and an answer is no place for 50,000 of them. */
    private static final int MOST_TOLD = 500;

    private final transient List<SaidSince> since;
    private final long basedOn;

    ChangedMeanwhile(long basedOn, ContentState state) {
        this(
                basedOn,
                state.contentPosition(),
                state.since(basedOn).stream().map(SaidSince::of).toList());
    }

    private ChangedMeanwhile(long basedOn, long contentPosition, List<SaidSince> since) {
        super(
                HttpStatus.PRECONDITION_FAILED,
                "changed-meanwhile",
                "The content was changed meanwhile",
                detail(basedOn, contentPosition, since.size()),
                Map.of(
                        "basedOn",
                        basedOn,
                        "contentPosition",
                        contentPosition,
                        "changed",
                        since.stream().limit(MOST_TOLD).toList()));
        this.since = since;
        this.basedOn = basedOn;
    }

    private static String detail(long basedOn, long contentPosition, int count) {
        if (basedOn > contentPosition) {
            return "The document is based on content position %d, but the content is only at %d: is this the right trust center? Nothing was recorded."
                    .formatted(basedOn, contentPosition);
        }
        return "The document is based on content position %d, and since then %s recorded, up to %d. Take over what changed, then name %d. Nothing was recorded."
                .formatted(
                        basedOn, count == 1 ? "one fact was" : count + " facts were", contentPosition, contentPosition);
    }

    List<SaidSince> since() {
        return since;
    }

    /** Which content position the change says it is based on. */
    long basedOn() {
        return basedOn;
    }
}
