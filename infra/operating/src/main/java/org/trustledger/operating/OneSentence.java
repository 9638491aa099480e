package org.trustledger.operating;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Tells why a service did not start on one line, on standard error and in the log, in place of Boot's own poster. */
final class OneSentence implements FailureAnalysisReporter {
    private static final Logger LOG = LoggerFactory.getLogger(OneSentence.class);

    @Override
    public void report(FailureAnalysis analysis) {
        var line = Stream.of(analysis.getDescription(), analysis.getAction())
                .filter(Objects::nonNull)
                .map(text -> text.strip().replaceAll("\\s*\\R\\s*", " "))
                .collect(Collectors.joining(" "));
        LOG.error("{}", line);
        System.err.println(line);
        Optional.ofNullable(analysis.getCause()).ifPresent(Told::of);
    }
}
