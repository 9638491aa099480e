package org.trustledger.command.platform;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Counts problems answered, by the last part of their type. */
@Component
class Refusals {
    private final MeterRegistry meters;

    Refusals(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(ProblemDetail problem) {
        meters.counter(
                        "trust.ledger.refusals",
                        "problem",
                        String.valueOf(problem.getType()).replaceFirst(".*:", ""))
                .increment();
    }
}
