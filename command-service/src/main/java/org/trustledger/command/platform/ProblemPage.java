package org.trustledger.command.platform;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ProblemDetail;

/** Shows a problem to a person. */
public interface ProblemPage {
    /** Whether a person is behind the request, and no program. */
    boolean isFor(HttpServletRequest request);

    /** An HTML page in UTF-8. Called for any address, so it must not fail on what the request says. */
    byte[] show(ProblemDetail problem, HttpServletRequest request);
}
