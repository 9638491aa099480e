package org.trustledger.operating;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says of a database that cannot be had which one it is and what to do, in place of a stack trace. */
final class DatabaseAwayAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    private static final String URL = "spring.datasource.url";

    private final Environment environment;

    DatabaseAwayAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        var state = Optional.ofNullable(cause.getSQLState()).orElse("");
        var what = reason(cause);
        // Appendix A of PostgreSQL's manual: connections, logins, databases, too many connections, starting or
        // stopping.
        if (state.startsWith("28")) {
            return said(
                    cause,
                    "The database at %s refuses the role (%s): correct its name and password under spring.datasource or spring.flyway, and start again.",
                    what);
        }
        if (state.equals("3D000")) {
            return said(
                    cause,
                    "The server of %s has no such database (%s): make it with its roles, or correct " + URL
                            + ", and start again.",
                    what);
        }
        if (state.startsWith("08") || state.equals("53300") || state.startsWith("57P")) {
            return said(
                    cause,
                    "The database at %s does not answer (%s): let it answer, or correct " + URL + ", and start again.",
                    what);
        }
        return null;
    }

    private FailureAnalysis said(SQLException cause, String sentence, String what) {
        return new FailureAnalysis(sentence.formatted(address(), what), null, cause);
    }

    // What follows the question mark may hold a password.
    private String address() {
        return environment.getProperty(URL, "").replaceFirst("\\?.*", "");
    }

    /** The innermost, which says it without advice, such as "Connection refused". */
    private static String reason(SQLException failure) {
        Throwable innermost = failure;
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        return Optional.ofNullable(innermost.getMessage())
                .orElse(innermost.toString())
                .replaceFirst("\\.$", "");
    }
}
