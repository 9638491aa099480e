package org.trustledger.pdf.seals;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start without a usable key with its sentence instead of a stack trace. */
final class UnusableSealAnalyzer extends AbstractFailureAnalyzer<UnusableSeal> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableSeal cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
