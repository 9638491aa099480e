package org.trustledger.command.packs;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** A report of the press that does not hold together. */
final class UnusableReport extends Refusal {
    private static final long serialVersionUID = 1;

    UnusableReport(List<String> problems) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "unusable-report",
                "The report cannot be registered",
                String.join("; ", problems) + ".",
                Map.of("problems", problems));
    }
}
