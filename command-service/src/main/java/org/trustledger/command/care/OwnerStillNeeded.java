package org.trustledger.command.care;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Who still looks after answers would be removed. */
public final class OwnerStillNeeded extends Refusal {
    private static final long serialVersionUID = 1;

    private final transient List<String> answers;

    OwnerStillNeeded(String owner, List<String> answers) {
        super(
                HttpStatus.CONFLICT,
                "owner-still-needed",
                "The owner still looks after answers",
                "Owner '%s' looks after %d answers: %s. Give them to somebody else, then remove it. Nothing was changed."
                        .formatted(owner, answers.size(), String.join(", ", answers)),
                Map.of("answers", answers));
        this.answers = List.copyOf(answers);
    }

    /** Their ids. */
    public List<String> answers() {
        return answers;
    }
}
