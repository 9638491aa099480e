package org.trustledger.command.content;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Only an empty trust center is loaded without review, and this document would change a loaded one. */
final class ReviewNeeded extends Refusal {
    private static final long serialVersionUID = 1;

    /** More would not be read, and an answer is no place for 50,000 of them. */
    private static final int MOST_TOLD = 500;

    private final transient List<Difference> differences;

    ReviewNeeded(List<Difference> differences) {
        super(
                HttpStatus.CONFLICT,
                "review-needed",
                "The change needs a review",
                "The trust center has content already, and the document differs from it in %d %s. "
                                .formatted(differences.size(), differences.size() == 1 ? "place" : "places")
                        + "Only an empty trust center is loaded without review. Nothing was recorded.",
                Map.of("differences", differences.stream().limit(MOST_TOLD).toList()));
        this.differences = List.copyOf(differences);
    }

    List<Difference> differences() {
        return differences;
    }
}
