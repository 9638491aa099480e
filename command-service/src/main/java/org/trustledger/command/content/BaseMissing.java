package org.trustledger.command.content;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The document would change a loaded trust center and does not say what it was written on. */
final class BaseMissing extends Refusal {
    private static final long serialVersionUID = 1;

    BaseMissing(long contentPosition, int changes) {
        super(
                HttpStatus.PRECONDITION_REQUIRED,
                "base-missing",
                "The change does not say what it is based on",
                "The trust center has content already, and the document would change it in %d %s. "
                                .formatted(changes, changes == 1 ? "place" : "places")
                        + "Look at the plan (?plan=true), then send If-Match: \"%d\", or write basedOn: %d in the document. "
                                .formatted(contentPosition, contentPosition)
                        + "Nothing was recorded.",
                Map.of("contentPosition", contentPosition, "changes", changes));
    }
}
