package org.trustledger.command.content;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The document can be read, and this is everything that is wrong with what it says. */
final class InvalidContent extends Refusal {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;
    private final boolean isCut;

    InvalidContent(Problems problems) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "content-invalid",
                "The document has problems",
                sentence(problems),
                Map.of(
                        "problems",
                        problems.inOrder().stream().map(Problem.Told::of).toList()));
        this.problems = problems.inOrder();
        isCut = problems.isCut();
    }

    /** In the order of the document; at most {@link Problems#MOST}. */
    List<Problem> problems() {
        return problems;
    }

    /** Whether there is more wrong than that. */
    boolean isCut() {
        return isCut;
    }

    private static String sentence(Problems problems) {
        var count = problems.inOrder().size();
        if (problems.isCut()) {
            return "The document has %d problems and more. Nothing was recorded.".formatted(count);
        }
        return "The document has %s. Nothing was recorded.".formatted(count == 1 ? "one problem" : count + " problems");
    }
}
